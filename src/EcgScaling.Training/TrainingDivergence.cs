using System.Collections.Immutable;

namespace EcgScaling.Training;

/// <summary>Where a run diverged.</summary>
/// <param name="Step">The step, counted from 1.</param>
/// <param name="Loss">The loss at that step.</param>
/// <param name="GradientNorm">The norm of the gradient, or NaN where the loss itself was not finite.</param>
/// <param name="RecordIds">The exams of the batch.</param>
/// <param name="LastGoodCheckpoint">The newest checkpoint before it, relative to the run folder, or null.</param>
public sealed record TrainingDivergence(long Step, double Loss, double GradientNorm, ImmutableArray<string> RecordIds, string? LastGoodCheckpoint);
