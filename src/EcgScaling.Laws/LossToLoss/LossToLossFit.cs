using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.LossToLoss;

/// <summary>A loss-to-loss law with the laws that supplied its asymptotes, and intervals that carry their uncertainty.</summary>
/// <param name="K">The factor.</param>
/// <param name="Kappa">The exponent.</param>
/// <param name="AsymptoteX">E_x.</param>
/// <param name="AsymptoteY">E_y.</param>
/// <param name="Intervals">Percentile intervals of K, kappa, E_x and E_y, the asymptotes refitted in each resample; empty without resamples.</param>
/// <param name="KappaGivenAsymptotes">The interval of kappa if the asymptotes were known exactly; usually many times too narrow.</param>
/// <param name="LawOfX">The law of x, or null where its asymptote was given or fitted freely.</param>
/// <param name="LawOfY">The law of y, likewise.</param>
/// <param name="RootMeanSquare">The root mean square log residual of the map.</param>
/// <param name="IdentityRootMeanSquare">The same for y = x.</param>
/// <param name="AffineRootMeanSquare">The same for the best straight line of log y on log x.</param>
/// <param name="ErrorRatio">The assumed error ratio of x.</param>
/// <param name="Warnings">What must be said with the numbers.</param>
public sealed record LossToLossFit(
    double K,
    double Kappa,
    double AsymptoteX,
    double AsymptoteY,
    IReadOnlyList<QuantityInterval> Intervals,
    QuantityInterval KappaGivenAsymptotes,
    LawFit? LawOfX,
    LawFit? LawOfY,
    double RootMeanSquare,
    double IdentityRootMeanSquare,
    double AffineRootMeanSquare,
    double ErrorRatio,
    IReadOnlyList<FitWarning> Warnings)
{
    /// <summary>The y that the law gives for an x; NaN at or below E_x.</summary>
    public double Predict(double x) => (K * Math.Pow(x - AsymptoteX, Kappa)) + AsymptoteY;
}
