namespace EcgScaling.Training;

/// <summary>The loss of a run became NaN, infinite or leapt beyond the allowed factor.</summary>
public sealed class TrainingDivergedException : EcgScalingException
{
    /// <summary>Makes the exception.</summary>
    public TrainingDivergedException(TrainingDivergence divergence)
        : base($"Training diverged at step {divergence.Step}: loss {divergence.Loss}, gradient norm {divergence.GradientNorm}, on records "
            + $"{string.Join(", ", divergence.RecordIds.Take(8))}{(divergence.RecordIds.Length > 8 ? $" and {divergence.RecordIds.Length - 8} more" : string.Empty)}. "
            + "Lower LearningRate.Value, set ClipNorm, or look at these records; "
            + (divergence.LastGoodCheckpoint is null ? "no checkpoint was written before it." : $"the last good checkpoint is {divergence.LastGoodCheckpoint}."))
        => Divergence = divergence;

    /// <summary>Where it happened.</summary>
    public TrainingDivergence Divergence { get; }
}
