namespace EcgScaling.Laws.Fitting;

/// <summary>One start and where it led.</summary>
internal sealed record FitRun(double[] Start, double[] X, MinimizationResult Result);
