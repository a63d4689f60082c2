namespace EcgScaling.Training.Running;

/// <summary>What a step gave; the same in each process.</summary>
/// <param name="Loss">The loss of the whole batch.</param>
/// <param name="GradientNorm">The norm of its gradient before clipping; NaN where there is none.</param>
/// <param name="Applied">Whether the weights were changed: loss and gradient were finite.</param>
/// <param name="Stop">Whether a process was asked to stop.</param>
internal readonly record struct StepOutcome(double Loss, double GradientNorm, bool Applied, bool Stop);
