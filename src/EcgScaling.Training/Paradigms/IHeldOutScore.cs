using EcgScaling.Training.Evaluation;

namespace EcgScaling.Training.Paradigms;

/// <summary>Adds up what a paradigm makes of held-out batches.</summary>
public interface IHeldOutScore
{
    /// <summary>Takes a batch. Gradients are off, the network is in evaluation mode.</summary>
    void Add(TensorBatch batch, LossContext context);

    /// <summary>The scores over all batches.</summary>
    /// <param name="plan">Resamples for intervals, their seed, and what counts.</param>
    EvaluationResult ToResult(EvaluationPlan plan);
}
