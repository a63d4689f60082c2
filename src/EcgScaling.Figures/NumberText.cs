using System.Globalization;
using EcgScaling.Figures.Axes;

namespace EcgScaling.Figures;

/// <summary>Numbers in the words of this field, always in the invariant culture.</summary>
public static class NumberText
{
    /// <summary>A count of parameters, records or samples: 950, 20K, 1.25M, 200M, 2T; three digits.</summary>
    public static string Count(double value) => double.IsFinite(value) ? NumberLabel.Count(Rounded(value)) : NotFinite(value);

    /// <summary>A number in powers of ten: 3.2·10¹⁷.</summary>
    public static string Power(double value) => double.IsFinite(value) ? NumberLabel.Power(value) : NotFinite(value);

    /// <summary>A number rounded to significant digits, without an exponent where it can be read: 0.0451, 1820, 4.1·10⁻⁷.</summary>
    /// <param name="value">The number; NaN is written as an en dash, infinity as ∞.</param>
    /// <param name="digits">Significant digits, 1 to 15; 4 by default.</param>
    public static string Significant(double value, int digits = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 15);
        if (!double.IsFinite(value))
        {
            return NotFinite(value);
        }

        double rounded = double.Parse(value.ToString("E" + (digits - 1), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        double size = Math.Abs(rounded);
        return size != 0 && (size < 1e-4 || size >= 1e7) ? NumberLabel.Power(rounded) : NumberLabel.Plain(rounded);
    }

    /// <summary>An estimate with its interval: 0.347 (0.311 to 0.392); open ends are written as ∞.</summary>
    public static string Interval(double estimate, double low, double high, int digits = 3) =>
        $"{Significant(estimate, digits)} ({Significant(low, digits)} to {Significant(high, digits)})";

    private static double Rounded(double value) => double.Parse(value.ToString("E2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string NotFinite(double value) => double.IsNaN(value) ? "–" : value > 0 ? "∞" : "\u2212∞";
}
