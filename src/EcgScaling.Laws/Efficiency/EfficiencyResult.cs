using EcgScaling.Laws.Families;
using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Efficiency;

/// <summary>An efficiency as a function of the loss, with intervals, tests, and a single number only where one is justified.</summary>
/// <param name="Kind">What is compared.</param>
/// <param name="A">The family whose efficiency it is.</param>
/// <param name="B">The family it is compared with.</param>
/// <param name="Definition">The definition, to be printed with the numbers: it is this library's own.</param>
/// <param name="Level">The nominal coverage of the intervals.</param>
/// <param name="Points">The efficiency at each loss level.</param>
/// <param name="ExponentTest">The test that the exponents are equal.</param>
/// <param name="ConstancyTest">The test that everything but the amplitude is equal, which makes the efficiency the same at all losses.</param>
/// <param name="Constant">The one efficiency where constancy is not rejected; else null.</param>
/// <param name="Warnings">What must be said with the numbers.</param>
public sealed record EfficiencyResult(
    EfficiencyKind Kind,
    string A,
    string B,
    string Definition,
    double Level,
    IReadOnlyList<EfficiencyPoint> Points,
    SharingTest? ExponentTest,
    SharingTest? ConstancyTest,
    QuantityInterval? Constant,
    IReadOnlyList<FitWarning> Warnings)
{
    /// <summary>The smallest and the largest efficiency over the losses at which both families were observed; null where they share none.</summary>
    public (double Lowest, double Highest)? ObservedRange => Points.Where(point => point.Observed).Select(point => point.Ratio).ToArray() is { Length: > 0 } ratios ? (ratios.Min(), ratios.Max()) : null;
}
