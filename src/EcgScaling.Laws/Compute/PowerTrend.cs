namespace EcgScaling.Laws.Compute;

/// <summary>A power of compute fitted to optima: N* = coefficient·C^exponent, by weighted regression of logarithms.</summary>
/// <param name="Coefficient">The coefficient.</param>
/// <param name="Exponent">The exponent.</param>
/// <param name="ExponentError">The standard error of the exponent from the regression; NaN with two points.</param>
public sealed record PowerTrend(double Coefficient, double Exponent, double ExponentError)
{
    /// <summary>The size at a budget.</summary>
    public double At(double compute) => Coefficient * Math.Pow(compute, Exponent);

    /// <summary>Regresses; null with fewer than two different budgets.</summary>
    public static PowerTrend? Fit(IReadOnlyList<double> compute, IReadOnlyList<double> sizes, IReadOnlyList<double>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(compute);
        ArgumentNullException.ThrowIfNull(sizes);
        var (w, wx, wy, wxx, wxy, wyy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        var centre = compute.Count > 0 ? compute.Average(Math.Log) : 0;
        for (var i = 0; i < compute.Count; i++)
        {
            var (weight, x, y) = (weights?[i] ?? 1, Math.Log(compute[i]) - centre, Math.Log(sizes[i]));
            w += weight;
            wx += weight * x;
            wy += weight * y;
            wxx += weight * x * x;
            wxy += weight * x * y;
            wyy += weight * y * y;
        }

        var sxx = wxx - (wx * wx / w);
        if (!(sxx > 1e-12 * w))
        {
            return null;
        }

        var slope = (wxy - (wx * wy / w)) / sxx;
        var rest = Math.Max(0, wyy - (wy * wy / w) - (slope * slope * sxx));
        var error = compute.Count > 2 ? Math.Sqrt(rest / (compute.Count - 2) / sxx) : double.NaN;
        return new PowerTrend(Math.Exp(((wy - (slope * wx)) / w) - (slope * centre)), slope, error);
    }
}
