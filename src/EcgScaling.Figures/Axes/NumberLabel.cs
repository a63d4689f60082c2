using System.Globalization;

namespace EcgScaling.Figures.Axes;

/// <summary>Numbers as readers of scaling plots expect them: 20K, 1M, 10⁻³, 0.05. Always in the invariant culture.</summary>
internal static class NumberLabel
{
    private static readonly (double Unit, string Suffix)[] s_units = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")];

    public static TickLabels Resolve(TickLabels style, double low, double high, bool log)
    {
        if (style != TickLabels.Auto)
        {
            return style;
        }

        double largest = Math.Max(Math.Abs(low), Math.Abs(high));
        double smallest = log ? low : largest;
        if (largest >= 1e14 || smallest < (log ? 1e-4 : 1e-3))
        {
            return TickLabels.Power;
        }

        return largest >= (log ? 2e3 : 1e4) ? TickLabels.Count : TickLabels.Plain;
    }

    public static string Format(double value, TickLabels style) => style switch
    {
        TickLabels.Count => Count(value),
        TickLabels.Power => Power(value),
        _ => Plain(value),
    };

    public static string Plain(double value)
    {
        if (value != 0 && (Math.Abs(value) < 1e-6 || Math.Abs(value) >= 1e15))
        {
            return Power(value);
        }

        string text = value.ToString("0.#########", CultureInfo.InvariantCulture);
        text = text == "-0" ? "0" : text;
        return text.Replace('-', '\u2212');
    }

    public static string Count(double value)
    {
        double size = Math.Abs(value);
        foreach ((double unit, string suffix) in s_units)
        {
            // 999,999.9 is 1M, not 1000K: compare after rounding to what is shown.
            if (size >= unit * 0.9995)
            {
                return Plain(Math.Round(value / unit, 3)) + suffix;
            }
        }

        return Plain(Math.Round(value, 6));
    }

    public static string Power(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)) + 1e-9);
        double mantissa = Math.Round(value / Math.Pow(10, exponent), 9);
        string power = "10" + Superscript(exponent);
        return mantissa switch
        {
            1 => power,
            -1 => "\u2212" + power,
            _ => Plain(mantissa) + "·" + power,
        };
    }

    /// <summary>Numbers along a linear axis, all with one exponent: 0.5·10⁻⁴, 1·10⁻⁴, 1.5·10⁻⁴.</summary>
    public static string PowerOf(double value, int exponent) =>
        value == 0 ? "0" : Plain(Math.Round(value / Math.Pow(10, exponent), 6)) + "·10" + Superscript(exponent);

    private static string Superscript(int exponent)
    {
        const string Digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        string text = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
        return string.Concat(exponent < 0 ? "⁻" : "", string.Concat(text.Select(digit => Digits[digit - '0'])));
    }
}
