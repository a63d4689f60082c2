using System.Globalization;

namespace EcgScaling.Figures.Axes;

/// <summary>Chooses where an axis is marked and labelled.</summary>
internal static class Ticks
{
    private static readonly int[] s_digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    private static readonly int[][] s_mantissas = [[1, 2, 5], [1, 3], [1]];

    /// <summary>Ticks for a linear or log scale.</summary>
    /// <param name="scale">The scale, with its final range.</param>
    /// <param name="labels">How numbers are written.</param>
    /// <param name="most">The number of labels there is room for, at least 2.</param>
    public static IReadOnlyList<Tick> For(AxisScale scale, TickLabels labels, int most)
    {
        TickLabels style = NumberLabel.Resolve(labels, scale.Low, scale.High, scale.IsLog);
        most = Math.Max(most, 2);
        return scale.IsLog ? Log(scale, style, most) : Linear(scale, style, most);
    }

    private static List<Tick> Linear(AxisScale scale, TickLabels style, int most)
    {
        double step = NiceStep(scale.High - scale.Low, most);
        int exponent = (int)Math.Floor(Math.Log10(Math.Max(Math.Abs(scale.Low), Math.Abs(scale.High))));
        var ticks = new List<Tick>();
        for (double k = Math.Ceiling(scale.Low / step - 1e-9); k * step <= scale.High + step * 1e-9; k++)
        {
            double value = Round(k * step, step);
            ticks.Add(new Tick(value, style == TickLabels.Power ? NumberLabel.PowerOf(value, exponent) : NumberLabel.Format(value, style)));
        }

        return ticks;
    }

    private static double NiceStep(double span, int most)
    {
        double raw = span / most;
        double unit = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        foreach (double multiple in (ReadOnlySpan<double>)[1, 2, 5, 10])
        {
            if (unit * multiple >= raw * (1 - 1e-9))
            {
                return unit * multiple;
            }
        }

        return unit * 10;
    }

    private static double Round(double value, double step)
    {
        int digits = (int)Math.Clamp(Math.Ceiling(-Math.Log10(step)) + 1, 0, 15);
        return Math.Round(value, digits);
    }

    private static List<Tick> Log(AxisScale scale, TickLabels style, int most)
    {
        int first = (int)Math.Floor(Math.Log10(scale.Low));
        int last = (int)Math.Ceiling(Math.Log10(scale.High));
        foreach (int[] mantissas in s_mantissas)
        {
            int count = Values(first, last, mantissas, scale).Count();
            if (count >= 3 && count <= most)
            {
                return Marked(scale, style, first, last, value => mantissas.Contains(Mantissa(value)));
            }
        }

        if (Math.Log10(scale.High / scale.Low) < 1.2)
        {
            return NarrowLog(scale, style, most);
        }

        int stride = Math.Max(1, (int)Math.Ceiling((last - first) / (double)most));
        return Marked(scale, style, first, last, value => Mantissa(value) == 1 && Exponent(value) % stride == 0);
    }

    // Less than a decade holds too few round powers: label it like a linear axis, evenly in value.
    private static List<Tick> NarrowLog(AxisScale scale, TickLabels style, int most)
    {
        List<Tick> labelled = [];
        for (int wanted = Math.Min(most, 6); wanted <= most && labelled.Count < 4; wanted++)
        {
            labelled = Linear(scale, style, wanted);
        }

        return labelled.Count >= 2 ? labelled : Linear(scale, style, 6);
    }

    private static List<Tick> Marked(AxisScale scale, TickLabels style, int first, int last, Func<double, bool> labelled)
    {
        bool crowded = last - first > 14;
        return [.. Values(first, last, crowded ? s_mantissas[^1] : s_digits, scale)
            .Select(value => new Tick(value, labelled(value) ? NumberLabel.Format(value, style) : null))];
    }

    private static IEnumerable<double> Values(int first, int last, int[] mantissas, AxisScale scale)
    {
        for (int exponent = first; exponent <= last; exponent++)
        {
            foreach (int mantissa in mantissas)
            {
                // Parsing keeps 2e-5 the double nearest to 2e-5, which 2 * Pow(10, -5) is not.
                double value = double.Parse(string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{exponent}"), CultureInfo.InvariantCulture);
                if (scale.Holds(value))
                {
                    yield return value;
                }
            }
        }
    }

    private static int Exponent(double value) => (int)Math.Floor(Math.Log10(value) + 1e-9);

    private static int Mantissa(double value) => (int)Math.Round(value / Math.Pow(10, Exponent(value)));
}
