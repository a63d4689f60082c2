namespace EcgScaling.Laws.Compute;

/// <summary>The best use of a compute budget under a law.</summary>
/// <param name="Compute">The budget.</param>
/// <param name="N">N*: the best size.</param>
/// <param name="D">D*: the data it is trained on.</param>
/// <param name="Loss">The loss there.</param>
public sealed record ComputeOptimum(double Compute, double N, double D, double Loss);
