using EcgScaling.Figures.Axes;

namespace EcgScaling.Figures;

public sealed partial class Figure
{
    /// <summary>A linear x axis.</summary>
    public Figure X(string label, TickLabels labels = TickLabels.Auto) => new(this) { XAxis = XAxis with { Label = label, Kind = AxisKind.Linear, Labels = labels } };

    /// <summary>A linear y axis.</summary>
    public Figure Y(string label, TickLabels labels = TickLabels.Auto) => new(this) { YAxis = YAxis with { Label = label, Kind = AxisKind.Linear, Labels = labels } };

    /// <summary>A base-10 logarithmic x axis; it holds positive values only.</summary>
    public Figure LogX(string label, TickLabels labels = TickLabels.Auto) => new(this) { XAxis = XAxis with { Label = label, Kind = AxisKind.Log, Labels = labels } };

    /// <summary>A base-10 logarithmic y axis; it holds positive values only.</summary>
    public Figure LogY(string label, TickLabels labels = TickLabels.Auto) => new(this) { YAxis = YAxis with { Label = label, Kind = AxisKind.Log, Labels = labels } };

    /// <summary>Fixes the range of the x axis; lines and bands are cut there, points outside are left out.</summary>
    public Figure XRange(double low, double high)
    {
        CheckRange("x", low, high);
        return new Figure(this) { XAxis = XAxis with { Min = low, Max = high } };
    }

    /// <summary>Fixes the range of the y axis; lines and bands are cut there, points outside are left out.</summary>
    public Figure YRange(double low, double high)
    {
        CheckRange("y", low, high);
        return new Figure(this) { YAxis = YAxis with { Min = low, Max = high } };
    }

    /// <summary>Lets a linear y axis start at zero, as amounts (not log losses) ask for.</summary>
    public Figure YFromZero() => new(this) { YAxis = YAxis with { FromZero = true } };

    internal Figure WithRanges(AxisScale? x, AxisScale? y) => new(this)
    {
        XAxis = x is null ? XAxis : XAxis with { Min = x.Low, Max = x.High },
        YAxis = y is null ? YAxis : YAxis with { Min = y.Low, Max = y.High },
    };

    internal Figure WithSeriesOf(IEnumerable<string> names, IEnumerable<KeyValuePair<string, SeriesPin>> pinned) => new(this)
    {
        Declared = [.. names],
        Pinned = Pinned.SetItems(pinned),
    };

    internal (AxisRange X, AxisRange Y) DataRange()
    {
        var x = new AxisRange();
        var y = new AxisRange();
        foreach (Layers.FigureLayer layer in Layers)
        {
            layer.Extend(ref x, ref y, XAxis.Kind == AxisKind.Log, YAxis.Kind == AxisKind.Log);
        }

        return (x, y);
    }

    private static void CheckRange(string axis, double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low >= high)
        {
            throw new ArgumentException($"The range of the {axis} axis must be finite and rising; got {low:R} to {high:R}.");
        }
    }
}
