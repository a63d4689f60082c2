using EcgScaling.Training.Evaluation;

namespace EcgScaling.Training.Paradigms;

/// <summary>The mean of a paradigm's loss over held-out batches, weighted by their sizes.</summary>
/// <param name="paradigm">What is measured.</param>
/// <param name="trivial">The loss without learning, for a batch of a size; null where there is none.</param>
internal sealed class MeanLossScore(Paradigm paradigm, Func<int, double>? trivial = null) : IHeldOutScore
{
    private double _sum;
    private double _trivialSum;
    private long _records;

    public void Add(TensorBatch batch, LossContext context)
    {
        // A last batch too small for the loss is left out.
        if (batch.Size < paradigm.SmallestBatch)
        {
            return;
        }

        _sum += batch.Size * (double)paradigm.Loss(batch, context).item<float>();
        _trivialSum += batch.Size * (trivial?.Invoke(batch.Size) ?? double.NaN);
        _records += batch.Size;
    }

    public EvaluationResult ToResult(EvaluationPlan plan) =>
        new() { Loss = _sum / _records, TrivialLoss = _trivialSum / _records, Unit = paradigm.LossUnit, Records = _records };
}
