using EcgScaling.Figures.Axes;
using EcgScaling.Figures.Layers;

namespace EcgScaling.Figures.Svg;

/// <summary>Where everything of one panel goes: ranges, ticks, titles and the room they need, measured before anything is drawn.</summary>
internal sealed class PanelLayout
{
    private const double TickGap = 7;
    private const double LabelSlope = 0.6;

    private PanelLayout(Figure figure, PanelParts parts)
    {
        Figure = figure;
        Parts = parts;
    }

    public Figure Figure { get; }

    public PanelParts Parts { get; }

    public required AxisScale X { get; init; }

    public required AxisScale Y { get; init; }

    public required IReadOnlyList<Tick> XTicks { get; init; }

    public required IReadOnlyList<Tick> YTicks { get; init; }

    public required IReadOnlyList<string> TitleLines { get; init; }

    public required IReadOnlyList<string> XTitle { get; init; }

    public required IReadOnlyList<string> YTitle { get; init; }

    public required bool Slanted { get; init; }

    /// <summary>Widest tick label beside the y axis.</summary>
    public required double YLabelWidth { get; init; }

    public required PanelMargins Margins { get; init; }

    public SurfaceLayer? ColourBar => Figure.Layers.OfType<SurfaceLayer>().FirstOrDefault(layer => layer.Cells);

    /// <summary>Measures a panel in a space of the given size.</summary>
    public static PanelLayout Measure(Figure figure, double width, double height, PanelParts parts, double? fixedPlotWidth = null)
    {
        (AxisRange xData, AxisRange yData) = figure.DataRange();
        AxisScale x = AxisScale.Fit(figure.XAxis, xData, figure.HasCells);
        AxisScale y = AxisScale.Fit(figure.YAxis, yData, figure.HasCells);

        IReadOnlyList<string> title = parts.Title ? TextMetrics.Wrap(figure.Title, Ink.TextSize, width - 8, bold: true) : [];
        double top = parts.Title ? title.Count * Ink.TextSize * Ink.LineHeight + 6 : 6;
        IReadOnlyList<string> xTitle = parts.XLabels && figure.XAxis.Label.Length > 0 ? TextMetrics.Wrap(figure.XAxis.Label, Ink.TextSize, width * 0.8) : [];
        double titleHeight = xTitle.Count * Ink.TextSize * Ink.LineHeight;
        double bottom = parts.XLabels ? TickGap + Ink.TickSize + 4 + titleHeight + (xTitle.Count > 0 ? 4 : 0) : 8;

        double plotHeight = Math.Max(height - top - bottom, 30);
        IReadOnlyList<string> yTitle = parts.YLabels && figure.YAxis.Label.Length > 0 ? TextMetrics.Wrap(figure.YAxis.Label, Ink.TextSize, plotHeight) : [];
        IReadOnlyList<Tick> yTicks = y.Kind == AxisKind.Category ? CategoryTicks(figure, width * 0.38) : Ticks.For(y, figure.YAxis.Labels, (int)(plotHeight / 42) + 1);
        double yLabelWidth = parts.YLabels ? yTicks.Max(tick => LabelWidth(tick.Label)) : 0;
        double left = parts.YLabels ? yLabelWidth + TickGap + (yTitle.Count > 0 ? yTitle.Count * Ink.TextSize * Ink.LineHeight + 6 : 2) : 10;

        double right = figure.HasCells ? ColourBarPainter.Width(figure) : 10;
        double plotWidth = fixedPlotWidth ?? Math.Max(width - left - right, 40);
        bool slanted = false;
        IReadOnlyList<Tick> xTicks;
        if (x.Kind == AxisKind.Category)
        {
            double slot = plotWidth / Math.Max(1, figure.Categories.Length);
            slanted = figure.Categories.Any(name => TextMetrics.Width(name, Ink.TickSize) > slot - 6);
            xTicks = [.. figure.Categories.Select((name, index) => new Tick(index, name))];
            bottom += slanted ? LabelSlope * figure.Categories.Max(name => TextMetrics.Width(name, Ink.TickSize)) : 0;
        }
        else
        {
            xTicks = XTicksWithin(figure, x, plotWidth);
            AxisScale pixels = x.WithPixels(0, plotWidth);
            foreach (Tick tick in xTicks.Where(tick => tick.Label is not null))
            {
                double half = TextMetrics.Width(tick.Label!, Ink.TickSize) / 2;
                right = Math.Max(right, pixels.Map(tick.Value) + half - plotWidth + 2);
            }
        }

        return new PanelLayout(figure, parts)
        {
            X = x,
            Y = y,
            XTicks = xTicks,
            YTicks = yTicks,
            TitleLines = title,
            XTitle = xTitle,
            YTitle = yTitle,
            Slanted = slanted,
            YLabelWidth = yLabelWidth,
            Margins = new PanelMargins(left, right, top, bottom),
        };
    }

    private static IReadOnlyList<Tick> XTicksWithin(Figure figure, AxisScale x, double plotWidth)
    {
        IReadOnlyList<Tick> ticks = [];
        for (int most = Math.Max(2, (int)(plotWidth / 50)); most >= 2; most--)
        {
            ticks = Ticks.For(x, figure.XAxis.Labels, most);
            if (Apart(ticks, x.WithPixels(0, plotWidth)))
            {
                return ticks;
            }
        }

        return Thinned(ticks, x.WithPixels(0, plotWidth));
    }

    private static bool Apart(IReadOnlyList<Tick> ticks, AxisScale pixels) => Thinned(ticks, pixels).Count(tick => tick.Label is not null) == ticks.Count(tick => tick.Label is not null);

    private static List<Tick> Thinned(IReadOnlyList<Tick> ticks, AxisScale pixels)
    {
        var kept = new List<Tick>();
        double free = double.NegativeInfinity;
        foreach (Tick tick in ticks)
        {
            double half = tick.Label is null ? 0 : TextMetrics.Width(tick.Label, Ink.TickSize) / 2;
            double at = pixels.Map(tick.Value);
            bool fits = tick.Label is null || at - half >= free;
            kept.Add(fits ? tick : tick with { Label = null });
            free = fits && tick.Label is not null ? at + half + 9 : free;
        }

        return kept;
    }

    private static Tick[] CategoryTicks(Figure figure, double width) =>
        [.. figure.Categories.Select((name, index) => new Tick(index, string.Join('\n', TextMetrics.Wrap(name, Ink.TickSize, width))))];

    private static double LabelWidth(string? label) => label is null ? 0 : label.Split('\n').Max(line => TextMetrics.Width(line, Ink.TickSize));
}
