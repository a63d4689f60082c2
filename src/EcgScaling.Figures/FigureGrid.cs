using System.Collections.Immutable;
using EcgScaling.Figures.Axes;
using EcgScaling.Figures.Notebooks;
using EcgScaling.Figures.Svg;
using EcgScaling.Figures.VegaLite;

namespace EcgScaling.Figures;

/// <summary>Small multiples: figures as panels of one grid, with one legend, the same colours and, if asked for, the same axes. Immutable.</summary>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed class FigureGrid : IFigure
{
    private FigureGrid(string title)
    {
        Title = title;
    }

    /// <inheritdoc/>
    public string Title { get; }

    /// <inheritdoc/>
    public string Description => $"{Panels.Length} panels: {string.Join("; ", Panels.Select(panel => panel.Title))}.";

    internal ImmutableArray<Figure> Panels { get; private init; } = [];

    internal string? SubtitleText { get; private init; }

    internal int ColumnCount { get; private init; } = 2;

    internal bool SharesX { get; private init; }

    internal bool SharesY { get; private init; }

    internal double Width { get; private init; } = 900;

    internal double PanelHeight { get; private init; } = 240;

    /// <summary>Starts an empty grid of two columns, 900 pixels wide, with panels 240 pixels high.</summary>
    public static FigureGrid Create(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return new FigureGrid(title);
    }

    /// <summary>A second, quieter line under the title.</summary>
    public FigureGrid Subtitle(string text) => Copy(subtitle: text);

    /// <summary>The number of columns, from 1 to 12.</summary>
    public FigureGrid Columns(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 12);
        return Copy(columns: count);
    }

    /// <summary>Appends a panel; its title stands above it, its own size and legend do not count.</summary>
    public FigureGrid Panel(Figure panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        return Copy(panels: Panels.Add(panel));
    }

    /// <summary>Appends panels in order.</summary>
    public FigureGrid PanelsOf(IEnumerable<Figure> panels) => panels.Aggregate(this, (grid, panel) => grid.Panel(panel));

    /// <summary>One range for all x axes, labelled under the lowest panel of each column only.</summary>
    public FigureGrid SharedX() => Copy(sharesX: true);

    /// <summary>One range for all y axes, labelled beside the first column only.</summary>
    public FigureGrid SharedY() => Copy(sharesY: true);

    /// <summary>Width of the whole and height of one panel in CSS pixels.</summary>
    public FigureGrid Size(double width, double panelHeight)
    {
        if (!(width is >= 200 and <= 4000 && panelHeight is >= 100 and <= 2000))
        {
            throw new ArgumentOutOfRangeException(nameof(width), $"A grid is 200 to 4000 pixels wide with panels 100 to 2000 high; got {width} and {panelHeight}.");
        }

        return Copy(width: width, panelHeight: panelHeight);
    }

    /// <inheritdoc/>
    public string ToSvg() => GridSvg.Render(this, Prepared());

    /// <inheritdoc/>
    public string ToVegaLite() => VegaLiteSpec.Write(this, Prepared(), Math.Max(120, Width / ColumnCount - 80), PanelHeight);

    /// <summary>The panels with shared series order and ranges.</summary>
    private Figure[] Prepared()
    {
        foreach (Figure panel in Panels)
        {
            panel.Validate();
        }

        string[] names = [.. Panels.SelectMany(panel => panel.SeriesNames).Distinct(StringComparer.Ordinal)];
        KeyValuePair<string, SeriesPin>[] pins = [.. Panels.SelectMany(panel => panel.Pinned).DistinctBy(pin => pin.Key)];
        return [.. Panels.Select(panel => panel.WithSeriesOf(names, pins).WithRanges(SharesX ? Shared(panel, p => (p.XAxis, p.DataRange().X)) : null, SharesY ? Shared(panel, p => (p.YAxis, p.DataRange().Y)) : null))];
    }

    private AxisScale? Shared(Figure panel, Func<Figure, (Axis Axis, AxisRange Range)> side)
    {
        Axis own = side(panel).Axis;
        if (own.Kind == AxisKind.Category || (own.Min is not null && own.Max is not null))
        {
            return null;
        }

        var range = new AxisRange();
        foreach (Figure other in Panels)
        {
            (Axis axis, AxisRange data) = side(other);
            if (axis.Kind == own.Kind)
            {
                range.Add(data);
            }
        }

        return AxisScale.Fit(own, range);
    }

    private FigureGrid Copy(
        ImmutableArray<Figure>? panels = null,
        string? subtitle = null,
        int? columns = null,
        bool? sharesX = null,
        bool? sharesY = null,
        double? width = null,
        double? panelHeight = null) => new(Title)
        {
            Panels = panels ?? Panels,
            SubtitleText = subtitle ?? SubtitleText,
            ColumnCount = columns ?? ColumnCount,
            SharesX = sharesX ?? SharesX,
            SharesY = sharesY ?? SharesY,
            Width = width ?? Width,
            PanelHeight = panelHeight ?? PanelHeight,
        };
}
