namespace EcgScaling.Laws.Results;

/// <summary>How the objective rises when a quantity is held away from its estimate and everything else is refitted.</summary>
/// <param name="Name">The quantity.</param>
/// <param name="Values">The values at which it was held, ascending.</param>
/// <param name="Statistic">The profile statistic there: zero at the estimate, to be compared with <paramref name="Critical"/>.</param>
/// <param name="Critical">The value that the statistic exceeds outside the interval.</param>
/// <param name="Interval">The interval.</param>
public sealed record ProfileCurve(string Name, IReadOnlyList<double> Values, IReadOnlyList<double> Statistic, double Critical, QuantityInterval Interval);
