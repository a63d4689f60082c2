using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Selection;

/// <summary>What a rolling-origin back-test found: how well a law fitted to small scales predicted the larger ones.</summary>
/// <param name="Points">Every held-out point at every origin.</param>
/// <param name="RootMeanSquare">The root mean square residual, on the residual scale.</param>
/// <param name="Bias">The mean residual: above zero, predictions were too high.</param>
/// <param name="DistanceWeighted">The mean absolute residual weighted by the log distance from the origin.</param>
/// <param name="Level">The nominal coverage.</param>
/// <param name="Coverage">The share of held-out points inside their prediction intervals.</param>
/// <param name="Inflation">The factor on interval widths that would have given the nominal coverage; at least 1.</param>
public sealed record BackTestResult(IReadOnlyList<BackTestPoint> Points, double RootMeanSquare, double Bias, double DistanceWeighted, double Level, double Coverage, double Inflation)
{
    /// <summary>A warning where the intervals cover far less than they promise; null where they do not.</summary>
    public FitWarning? Warning => Coverage < Level - 0.15
        ? new FitWarning(WarningCodes.MisCalibrated, WarningSeverity.Caution, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"nominal {100 * Level:F0} % prediction intervals covered {100 * Coverage:F0} % of the held-out points; multiply extrapolated widths by {Inflation:F2}."))
        : null;
}
