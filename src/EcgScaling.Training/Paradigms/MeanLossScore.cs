using EcgScaling.Training.Evaluation;

namespace EcgScaling.Training.Paradigms;

/// <summary>The mean of a paradigm's loss over held-out batches, weighted by their sizes.</summary>
/// <param name="paradigm">What is measured.</param>
/// <param name="trivial">The loss without learning, for a batch of a size; null where there is none.</param>
internal sealed class MeanLossScore(Paradigm paradigm, Func<int, double>? trivial = null) : IMergeableScore
{
    private readonly List<(double Loss, double Trivial, int Records)> _batches = [];

    public void Add(TensorBatch batch, LossContext context)
    {
        // A last batch too small for the loss is left out.
        if (batch.Size < paradigm.SmallestBatch)
        {
            return;
        }

        _batches.Add((paradigm.Loss(batch, context).item<float>(), trivial?.Invoke(batch.Size) ?? double.NaN, batch.Size));
    }

    public EvaluationResult ToResult(EvaluationPlan plan)
    {
        var records = _batches.Sum(batch => (long)batch.Records);
        return new()
        {
            Loss = _batches.Sum(batch => batch.Records * batch.Loss) / records,
            TrivialLoss = _batches.Sum(batch => batch.Records * batch.Trivial) / records,
            Unit = paradigm.LossUnit,
            Records = records,
        };
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_batches.Count);
        foreach (var (loss, baseline, records) in _batches)
        {
            writer.Write(loss);
            writer.Write(baseline);
            writer.Write(records);
        }
    }

    public void Read(BinaryReader reader)
    {
        for (var count = reader.ReadInt32(); count > 0; count--)
        {
            _batches.Add((reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32()));
        }
    }
}
