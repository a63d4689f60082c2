namespace EcgScaling.Laws.Fitting;

/// <summary>Where a minimiser stopped.</summary>
/// <param name="Value">The value there.</param>
/// <param name="Decrement">The improvement that the quadratic model still promises.</param>
/// <param name="Evaluations">Evaluations with gradient.</param>
/// <param name="Converged">Whether it stopped because nothing is left to gain.</param>
internal readonly record struct MinimizationResult(double Value, double Decrement, int Evaluations, bool Converged);
