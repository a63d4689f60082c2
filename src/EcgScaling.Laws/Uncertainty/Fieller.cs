using EcgScaling.Laws.Results;
using MathNet.Numerics.Distributions;

namespace EcgScaling.Laws.Uncertainty;

/// <summary>Fieller's interval for a ratio of two estimates: exact for jointly normal ones, and open where the denominator may be zero.</summary>
/// <remarks>Fieller, J. R. Stat. Soc. B 16 (1954).</remarks>
public static class Fieller
{
    /// <summary>The interval of numerator over denominator.</summary>
    /// <param name="name">The name of the ratio.</param>
    /// <param name="numerator">The numerator.</param>
    /// <param name="denominator">The denominator.</param>
    /// <param name="numeratorVariance">Its variance.</param>
    /// <param name="denominatorVariance">The denominator's variance.</param>
    /// <param name="covariance">Their covariance.</param>
    /// <param name="freedom">Degrees of freedom of the variances.</param>
    /// <param name="level">The nominal coverage.</param>
    /// <returns>The interval; from negative infinity to infinity where the denominator is not told from zero.</returns>
    public static QuantityInterval Interval(string name, double numerator, double denominator, double numeratorVariance, double denominatorVariance, double covariance, int freedom, double level = 0.95)
    {
        var t = StudentT.InvCDF(0, 1, Math.Max(1, freedom), (1 + level) / 2);
        var (ratio, share) = (numerator / denominator, t * t * denominatorVariance / (denominator * denominator));
        if (!(share < 1))
        {
            return new QuantityInterval(name, ratio, double.NegativeInfinity, double.PositiveInfinity, level, "Fieller");
        }

        var spread = numeratorVariance - (2 * ratio * covariance) + (ratio * ratio * denominatorVariance)
            - (share * (numeratorVariance - (denominatorVariance > 0 ? covariance * covariance / denominatorVariance : 0)));
        var centre = ratio - (denominatorVariance > 0 ? share * covariance / denominatorVariance : 0);
        var reach = t / Math.Abs(denominator) * Math.Sqrt(Math.Max(0, spread));
        return new QuantityInterval(name, ratio, (centre - reach) / (1 - share), (centre + reach) / (1 - share), level, "Fieller");
    }

    /// <summary>The interval of a ratio of two quantities of a fit.</summary>
    public static QuantityInterval Ratio(LawFit fit, FitQuantity numerator, FitQuantity denominator, double level = 0.95, CovarianceKind kind = CovarianceKind.Model)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(numerator);
        ArgumentNullException.ThrowIfNull(denominator);
        var covariance = Covariance.Of(fit, kind);
        return Interval($"{numerator.Name} / {denominator.Name}", numerator.At(fit), denominator.At(fit), covariance.Between(numerator, numerator), covariance.Between(denominator, denominator), covariance.Between(numerator, denominator), fit.DegreesOfFreedom, level);
    }
}
