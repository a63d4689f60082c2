namespace EcgScaling.Laws.Planning;

/// <summary>What simulated repetitions of a study found.</summary>
/// <param name="Runs">Training runs of the study, both families together.</param>
/// <param name="Power">The share of repetitions whose interval of the ratio excludes 1 on the right side.</param>
/// <param name="Coverage">The share of repetitions whose interval holds the true ratio.</param>
/// <param name="MedianWidth">The median of upper over lower end of the interval; infinite where most are open.</param>
/// <param name="MedianRatio">The median estimate.</param>
/// <param name="AlphaDeviation">The standard deviation of the first family's exponent.</param>
/// <param name="Simulations">Repetitions.</param>
/// <param name="Failed">Repetitions that could not be fitted; they count as not resolved.</param>
public sealed record PowerResult(int Runs, double Power, double Coverage, double MedianWidth, double MedianRatio, double AlphaDeviation, int Simulations, int Failed);
