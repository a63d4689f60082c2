using MathNet.Numerics.Distributions;

namespace EcgScaling.Training.Evaluation.Resampling;

/// <summary>An interval from bootstrap draws.</summary>
internal static class BootstrapInterval
{
    /// <summary>With fewer finite draws there is no interval.</summary>
    public const int FewestDraws = 20;

    public static (double Low, double High) Of(double point, double[] draws, double[] leftOut, MetricOptions options)
    {
        var sorted = draws.Where(double.IsFinite).Order().ToArray();
        if (sorted.Length < FewestDraws || !double.IsFinite(point))
        {
            return (double.NaN, double.NaN);
        }

        var tail = (1 - options.Level) / 2;
        if (options.Interval == IntervalKind.Percentile || sorted[0] == sorted[^1])
        {
            return (Quantile(sorted, tail), Quantile(sorted, 1 - tail));
        }

        var below = sorted.Count(value => value < point) + (0.5 * sorted.Count(value => value == point));
        var edge = 0.5 / sorted.Length;
        var bias = Normal.InvCDF(0, 1, Math.Clamp(below / sorted.Length, edge, 1 - edge));
        var acceleration = Acceleration(leftOut);
        return (Quantile(sorted, Corrected(tail)), Quantile(sorted, Corrected(1 - tail)));

        double Corrected(double share)
        {
            var z = bias + Normal.InvCDF(0, 1, share);
            return Normal.CDF(0, 1, bias + (z / (1 - (acceleration * z))));
        }
    }

    /// <summary>A quantile by linear interpolation between order statistics.</summary>
    public static double Quantile(double[] sorted, double part)
    {
        var place = Math.Clamp(part, 0, 1) * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }

    // Sums of squares and cubes of influences are estimated by those of groups, since influences of patients are independent.
    private static double Acceleration(double[] leftOut)
    {
        var finite = leftOut.Where(double.IsFinite).ToArray();
        var mean = finite.DefaultIfEmpty(0).Average();
        double squares = 0, cubes = 0;
        foreach (var value in finite)
        {
            var influence = mean - value;
            squares += influence * influence;
            cubes += influence * influence * influence;
        }

        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }
}
