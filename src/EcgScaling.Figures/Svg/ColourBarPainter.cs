using EcgScaling.Figures.Axes;
using EcgScaling.Figures.Layers;

namespace EcgScaling.Figures.Svg;

/// <summary>The scale beside coloured cells.</summary>
internal static class ColourBarPainter
{
    private const double Gap = 14;
    private const double BarWidth = 13;
    private const int Steps = 48;

    public static double Width(Figure figure)
    {
        SurfaceLayer surface = figure.Layers.OfType<SurfaceLayer>().First(layer => layer.Cells);
        double labels = TicksOf(surface, 200).Max(tick => TextMetrics.Width(tick.Label ?? "", Ink.TickSize));
        return Gap + BarWidth + 6 + labels + 6 + Ink.TextSize * Ink.LineHeight;
    }

    public static double Position(SurfaceLayer surface, double value)
    {
        (double low, double high) = surface.ValueRange();
        return surface.LogValues ? Math.Log(value / low) / Math.Log(high / low) : (value - low) / (high - low);
    }

    public static void Paint(SvgWriter svg, SurfaceLayer surface, Box plot)
    {
        double x = plot.Right + Gap;
        double step = plot.Height / Steps;
        for (int i = 0; i < Steps; i++)
        {
            double y = plot.Bottom - (i + 1) * step;
            svg.Element("rect", ("x", x), ("y", y), ("width", BarWidth), ("height", i == 0 ? step : step + 0.6), ("fill", ColourRamp.At((i + 0.5) / Steps)));
        }

        IReadOnlyList<Tick> ticks = TicksOf(surface, plot.Height);
        AxisScale scale = Scale(surface).WithPixels(plot.Bottom, plot.Y);
        double widest = 0;
        foreach (Tick tick in ticks.Where(tick => tick.Label is not null && scale.Holds(tick.Value)))
        {
            double y = scale.Map(tick.Value);
            svg.Element("path", ("class", "ef-frame"), ("d", $"M{SvgWriter.Number(x + BarWidth)} {SvgWriter.Number(y)}h4"), ("stroke", Ink.Frame));
            Ink.Write(svg, tick.Label!, x + BarWidth + 6, y + Ink.TickSize * 0.36, Ink.TickSize, quiet: true);
            widest = Math.Max(widest, TextMetrics.Width(tick.Label!, Ink.TickSize));
        }

        double at = x + BarWidth + 6 + widest + 6 + Ink.TextSize;
        Ink.Write(svg, surface.ValueLabel, at, plot.CentreY, Ink.TextSize, "middle", turn: -90);
    }

    private static AxisScale Scale(SurfaceLayer surface)
    {
        (double low, double high) = surface.ValueRange();
        return new AxisScale(surface.LogValues ? AxisKind.Log : AxisKind.Linear, low, high, 0, 1);
    }

    private static IReadOnlyList<Tick> TicksOf(SurfaceLayer surface, double height) => Ticks.For(Scale(surface), TickLabels.Auto, (int)(height / 40) + 1);
}
