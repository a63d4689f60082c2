namespace EcgScaling.Training.Optimisation;

/// <summary>What the plateau schedule remembers.</summary>
/// <param name="Factor">What it multiplies the peak rate with.</param>
/// <param name="Best">The lowest held-out loss so far.</param>
/// <param name="Waited">Evaluations since.</param>
public readonly record struct PlateauState(double Factor, double Best, int Waited);
