using System.Collections.Immutable;
using EcgScaling.Figures.Axes;
using EcgScaling.Figures.Layers;
using EcgScaling.Figures.Notebooks;
using EcgScaling.Figures.Svg;
using EcgScaling.Figures.VegaLite;

namespace EcgScaling.Figures;

/// <summary>
/// A scientific figure: axes and layers of marks. Immutable: every method returns a new figure, so that a figure can be shared, extended and
/// rendered from any thread. Equal figures render to equal bytes.
/// </summary>
/// <example>
/// <code>
/// string svg = Figure.Create("Loss against parameters")
///     .LogX("Parameters N").LogY("Validation loss (nats)")
///     .Points("ResNet", n, loss).Curve("ResNet", law.Predict, 2e4, 2e8).Band("ResNet", grid, low, high)
///     .ToSvg();
/// </code>
/// </example>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed partial class Figure : IFigure
{
    private Figure(string title)
    {
        Title = title;
    }

    private Figure(Figure other)
    {
        Title = other.Title;
        SubtitleText = other.SubtitleText;
        DescriptionText = other.DescriptionText;
        XAxis = other.XAxis;
        YAxis = other.YAxis;
        Layers = other.Layers;
        Categories = other.Categories;
        Declared = other.Declared;
        Pinned = other.Pinned;
        Palette = other.Palette;
        Width = other.Width;
        Height = other.Height;
        HasLegend = other.HasLegend;
    }

    /// <inheritdoc/>
    public string Title { get; private init; }

    /// <inheritdoc/>
    public string Description => DescriptionText ?? FigureSentence.Describe(this);

    internal string? SubtitleText { get; private init; }

    internal string? DescriptionText { get; private init; }

    internal Axis XAxis { get; private init; } = Axis.Unlabelled;

    internal Axis YAxis { get; private init; } = Axis.Unlabelled;

    internal ImmutableArray<FigureLayer> Layers { get; private init; } = [];

    internal ImmutableArray<string> Categories { get; private init; } = [];

    internal ImmutableArray<string> Declared { get; private init; } = [];

    internal ImmutableDictionary<string, SeriesPin> Pinned { get; private init; } = ImmutableDictionary<string, SeriesPin>.Empty;

    internal FigurePalette Palette { get; private init; }

    internal double Width { get; private init; } = 720;

    internal double Height { get; private init; } = 460;

    internal bool HasLegend { get; private init; } = true;

    internal bool HasCells => Layers.Any(layer => layer is SurfaceLayer { Cells: true });

    /// <summary>Series in the order that gives them their colours.</summary>
    internal IEnumerable<string> SeriesNames => Declared
        .Concat(Layers.Where(layer => layer.Series is not null).Select(layer => layer.Series!))
        .Distinct(StringComparer.Ordinal);

    /// <summary>Starts an empty figure with linear, unlabelled axes, 720 x 460 pixels.</summary>
    /// <param name="title">One line that says what is shown; long ones are wrapped.</param>
    public static Figure Create(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return new Figure(title);
    }

    /// <summary>A second, quieter line under the title: the data, the sample size, the interval's level.</summary>
    public Figure Subtitle(string text) => new(this) { SubtitleText = text };

    /// <summary>What the figure shows, in words; without it a sentence is made from axes and series.</summary>
    public Figure Describe(string text) => new(this) { DescriptionText = text };

    /// <summary>Another title; for panels of a grid.</summary>
    public Figure Titled(string title) => new(this) { Title = title };

    /// <summary>The size in CSS pixels.</summary>
    /// <param name="width">From 200 to 4000; the default is 720.</param>
    /// <param name="height">From 150 to 4000; the default is 460.</param>
    public Figure Size(double width, double height)
    {
        if (!(width is >= 200 and <= 4000 && height is >= 150 and <= 4000))
        {
            throw new ArgumentOutOfRangeException(nameof(width), $"A figure is 200 to 4000 pixels wide and 150 to 4000 high; got {width} x {height}.");
        }

        return new Figure(this) { Width = width, Height = height };
    }

    /// <summary>Leaves the legend out, where labels or a caption already say it.</summary>
    public Figure NoLegend() => new(this) { HasLegend = false };

    /// <summary>Where series take their colours from; <see cref="FigurePalette.Distinct"/> by default.</summary>
    public Figure Colours(FigurePalette palette) => new(this) { Palette = palette };

    /// <summary>
    /// Fixes the order of series, and with it their colours and markers, before any layer is added: the same list in several figures gives a
    /// family the same look in all of them. Series without a layer stay out of the legend.
    /// </summary>
    public Figure SeriesOrder(params IEnumerable<string> series) => new(this) { Declared = [.. series] };

    /// <summary>Fixes the look of one series: families by colour and paradigms by marker and dash, say.</summary>
    /// <param name="series">The series.</param>
    /// <param name="colour">Slot in the palette, counted from 0.</param>
    /// <param name="marker">Slot among the markers; the colour's slot by default.</param>
    /// <param name="dash">Slot among the dash patterns (0 is solid); the colour's slot by default.</param>
    public Figure Style(string series, int colour, int? marker = null, int? dash = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfNegative(colour);
        return new Figure(this) { Pinned = Pinned.SetItem(series, new SeriesPin(colour, marker ?? colour, dash ?? colour)) };
    }

    /// <summary>Throws <see cref="FigureDataException"/> when a value cannot be on the axes; rendering does this too.</summary>
    public void Validate()
    {
        foreach (FigureLayer layer in Layers)
        {
            layer.Check(XAxis.Kind == AxisKind.Log, YAxis.Kind == AxisKind.Log);
        }
    }

    /// <inheritdoc/>
    public string ToSvg()
    {
        Validate();
        return FigureSvg.Render(this);
    }

    /// <inheritdoc/>
    public string ToVegaLite()
    {
        Validate();
        return VegaLiteSpec.Write(this);
    }
}
