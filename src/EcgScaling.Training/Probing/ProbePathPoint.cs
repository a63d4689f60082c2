namespace EcgScaling.Training.Probing;

/// <summary>A probe at one ridge.</summary>
/// <param name="Ridge">The ridge.</param>
/// <param name="ValidationLoss">Cross-entropy over all known (record, label) pairs of the validation records, in nats: what the ridge is chosen by.</param>
/// <param name="ValidationMacroLoss">The mean over labels of each label's cross-entropy, in nats.</param>
/// <param name="GradientNorm">The greatest norm of a label's gradient.</param>
/// <param name="Iterations">The most Newton steps a label took.</param>
/// <param name="Converged">Whether every label converged.</param>
public sealed record ProbePathPoint(double Ridge, double ValidationLoss, double ValidationMacroLoss, double GradientNorm, int Iterations, bool Converged);
