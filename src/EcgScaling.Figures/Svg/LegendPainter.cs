using EcgScaling.Figures.Layers;

namespace EcgScaling.Figures.Svg;

/// <summary>The legend stands above the plot and wraps, so that it can never cover data.</summary>
internal sealed class LegendPainter
{
    private const double Swatch = 26;
    private const double RowHeight = 18;

    private readonly List<(string Name, SeriesLook Look, FigureLayer[] Layers, double X, int Row)> _entries = [];

    public LegendPainter(IEnumerable<Figure> figures, Dictionary<string, SeriesLook> looks, double width)
    {
        FigureLayer[] layers = [.. figures.Where(figure => figure.HasLegend).SelectMany(figure => figure.Layers).Where(layer => layer.Series is not null and not "")];
        double x = 0;
        int row = 0;
        foreach ((string name, SeriesLook look) in looks)
        {
            FigureLayer[] own = [.. layers.Where(layer => layer.Series == name)];
            if (own.Length == 0)
            {
                continue;
            }

            double needed = Swatch + 6 + TextMetrics.Width(name, Ink.TextSize);
            if (x > 0 && x + needed > width)
            {
                x = 0;
                row++;
            }

            _entries.Add((name, look, own, x, row));
            x += needed + 16;
        }
    }

    public double Height => _entries.Count == 0 ? 0 : (_entries[^1].Row + 1) * RowHeight + 6;

    public void Paint(SvgWriter svg, double left, double top)
    {
        foreach ((string name, SeriesLook look, FigureLayer[] layers, double dx, int row) in _entries)
        {
            double x = left + dx;
            double y = top + row * RowHeight + RowHeight / 2;
            PaintSwatch(svg, look, layers, x, y);
            Ink.Write(svg, name, x + Swatch + 6, y + Ink.TextSize * 0.36, Ink.TextSize);
        }
    }

    private static void PaintSwatch(SvgWriter svg, SeriesLook look, FigureLayer[] layers, double x, double y)
    {
        if (Array.Exists(layers, layer => layer is BandLayer))
        {
            svg.Element("rect", ("x", x), ("y", y - 6), ("width", Swatch), ("height", "12"), ("fill", look.Colour), ("fill-opacity", "0.18"));
        }

        if (Array.Exists(layers, layer => layer is CategoryLayer { Bars: true }))
        {
            svg.Element("rect", ("x", x + 6), ("y", y - 6), ("width", "14"), ("height", "12"), ("fill", look.Colour), ("fill-opacity", "0.85"));
        }

        bool line = Array.Exists(layers, layer => layer is LineLayer);
        if (line || Array.Exists(layers, layer => layer is ReferenceLayer))
        {
            bool faint = line && Array.TrueForAll(layers, layer => layer is not LineLayer { Faint: false });
            svg.Element("path", ("d", $"M{SvgWriter.Number(x)} {SvgWriter.Number(y)}h{SvgWriter.Number(Swatch)}"), ("stroke", look.Colour), ("stroke-width", !line ? "1.2" : faint ? "1.1" : "2"), ("stroke-dasharray", line ? look.Dash : "4 3"));
        }

        PointLayer? points = layers.OfType<PointLayer>().FirstOrDefault();
        if (points is not null || Array.Exists(layers, layer => layer is CategoryLayer { Bars: false }))
        {
            bool hollow = points is { Hollow: true };
            svg.Element(
                "path",
                ("class", hollow ? "ef-hollow" : "ef-edge"),
                ("d", MarkerShapes.Path(look.Marker, x + Swatch / 2, y, 3.8)),
                ("fill", hollow ? Ink.Ground : look.Colour),
                ("stroke", hollow ? look.Colour : Ink.Ground),
                ("stroke-width", hollow ? "1.4" : "0.7"));
        }
    }
}
