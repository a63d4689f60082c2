namespace EcgScaling.Training.Probing;

/// <summary>How the regression of one label ended, with a certificate of how far from the optimum it can be.</summary>
/// <param name="Label">The label.</param>
/// <param name="Objective">Mean cross-entropy in nats plus the ridge term, on the fitted records.</param>
/// <param name="GradientNorm">Norm of its gradient there.</param>
/// <param name="Iterations">Newton steps.</param>
/// <param name="Converged">Whether the gradient is below the tolerance.</param>
public sealed record ProbeFit(string Label, double Objective, double GradientNorm, int Iterations, bool Converged)
{
    /// <summary>
    /// The objective is above its optimum by at most this: half the sum of squared gradients over ridges. It is exact mathematics, since the curvature is nowhere
    /// below the ridge, and equals the duality gap for the weights.
    /// </summary>
    public double OptimalityGap { get; init; }
}
