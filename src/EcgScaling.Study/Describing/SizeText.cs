using System.Globalization;

namespace EcgScaling.Study.Describing;

/// <summary>Numbers of parameters and records as people write them: <c>20K</c>, <c>6.9M</c>, <c>1.2G</c>.</summary>
public static class SizeText
{
    /// <summary>Reads a number with an optional K, M or G (powers of 1000).</summary>
    public static bool TryParse(string text, out long value)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        var factor = trimmed.Length == 0 ? 0 : char.ToUpperInvariant(trimmed[^1]) switch { 'K' => 1e3, 'M' => 1e6, 'G' => 1e9, _ => 1 };
        var digits = factor > 1 ? trimmed[..^1] : trimmed;
        if (factor > 0 && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && number * factor < 9e18)
        {
            value = (long)Math.Round(number * factor);
            return true;
        }

        value = 0;
        return false;
    }

    /// <summary>Writes a number with three digits and K, M or G: <c>6.94M</c>.</summary>
    public static string Format(double value)
    {
        var (scaled, suffix) = Math.Abs(value) switch
        {
            >= 999.5e6 => (value / 1e9, "G"),
            >= 999.5e3 => (value / 1e6, "M"),
            >= 1000 => (value / 1e3, "K"),
            _ => (value, string.Empty),
        };
        var decimals = suffix.Length == 0 ? 0 : Math.Abs(scaled) switch { < 9.995 => 2, < 99.95 => 1, _ => 0 };
        var text = scaled.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return (decimals > 0 ? text.TrimEnd('0').TrimEnd('.') : text) + suffix;
    }
}
