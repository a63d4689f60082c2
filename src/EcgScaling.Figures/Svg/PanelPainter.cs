using EcgScaling.Figures.Axes;
using EcgScaling.Figures.Layers;

namespace EcgScaling.Figures.Svg;

/// <summary>Draws one panel: frame, grid, layers from the ground up, labels last.</summary>
internal sealed partial class PanelPainter
{
    private readonly SvgWriter _svg;
    private readonly PanelLayout _layout;
    private readonly Figure _figure;
    private readonly Dictionary<string, SeriesLook> _looks;
    private readonly Box _plot;
    private readonly AxisScale _x;
    private readonly AxisScale _y;
    private readonly LabelPlacer _placer;

    public PanelPainter(SvgWriter svg, PanelLayout layout, Box plot, Dictionary<string, SeriesLook> looks)
    {
        _svg = svg;
        _layout = layout;
        _figure = layout.Figure;
        _looks = looks;
        _plot = plot;
        _x = layout.X.WithPixels(plot.X, plot.Right);
        bool downwards = layout.Y.Kind == AxisKind.Category;
        _y = downwards ? layout.Y.WithPixels(plot.Y, plot.Bottom) : layout.Y.WithPixels(plot.Bottom, plot.Y);
        _placer = new LabelPlacer(plot);
    }

    public void Paint()
    {
        PaintPanelTitle();
        bool cells = _layout.ColourBar is not null;
        if (!cells)
        {
            PaintGrid();
        }

        // A nested svg clips to its box without needing an id, which would clash when several figures share one page.
        _svg.Open("svg", ("x", _plot.X), ("y", _plot.Y), ("width", _plot.Width), ("height", _plot.Height), ("viewBox", $"{SvgWriter.Number(_plot.X)} {SvgWriter.Number(_plot.Y)} {SvgWriter.Number(_plot.Width)} {SvgWriter.Number(_plot.Height)}"));
        Each<SurfaceLayer>(PaintCells);
        Each<BandLayer>(PaintBand);
        Each<CategoryLayer>(PaintBars);
        Each<ReferenceLayer>(PaintReference);
        Each<SurfaceLayer>(PaintContours);
        Each<LineLayer>(PaintLine);
        Each<PointLayer>(PaintErrorBars);
        Each<CategoryLayer>(PaintWhiskers);
        _svg.Close();
        PaintAxes();
        Each<PointLayer>(PaintPoints);
        Each<CategoryLayer>(PaintDots);
        Each<SurfaceLayer>(PaintContourLabels);
        Each<ReferenceLayer>(PaintReferenceLabel);
        Each<TextLayer>(PaintText);
        if (_layout.ColourBar is { } surface)
        {
            ColourBarPainter.Paint(_svg, surface, _plot);
        }
    }

    private void Each<TLayer>(Action<TLayer> paint)
        where TLayer : FigureLayer
    {
        foreach (TLayer layer in _figure.Layers.OfType<TLayer>())
        {
            paint(layer);
        }
    }

    private SeriesLook Look(FigureLayer layer) => layer.Series is not null && _looks.TryGetValue(layer.Series, out SeriesLook look) ? look : new SeriesLook("#7f7f7f", MarkerShape.Circle, null);

    private void PaintPanelTitle()
    {
        double y = _plot.Y - 6 - (_layout.TitleLines.Count - 1) * Ink.TextSize * Ink.LineHeight;
        foreach (string line in _layout.TitleLines)
        {
            Ink.Write(_svg, line, _plot.X, y, Ink.TextSize, bold: true);
            y += Ink.TextSize * Ink.LineHeight;
        }
    }

    private void PaintGrid()
    {
        var lines = new System.Text.StringBuilder();
        foreach (Tick tick in _layout.XTicks.Where(tick => tick.Label is not null && _x.Kind != AxisKind.Category))
        {
            lines.Append('M').Append(SvgWriter.Number(_x.Map(tick.Value))).Append(' ').Append(SvgWriter.Number(_plot.Y)).Append('v').Append(SvgWriter.Number(_plot.Height));
        }

        foreach (Tick tick in _layout.YTicks.Where(tick => tick.Label is not null))
        {
            lines.Append('M').Append(SvgWriter.Number(_plot.X)).Append(' ').Append(SvgWriter.Number(_y.Map(tick.Value))).Append('h').Append(SvgWriter.Number(_plot.Width));
        }

        _svg.Element("path", ("class", "ef-grid"), ("d", lines.ToString()), ("stroke", Ink.Grid), ("fill", "none"));
    }

    private void PaintAxes()
    {
        var marks = new System.Text.StringBuilder();
        foreach (Tick tick in _layout.XTicks.Where(_ => _x.Kind != AxisKind.Category))
        {
            marks.Append('M').Append(SvgWriter.Number(_x.Map(tick.Value))).Append(' ').Append(SvgWriter.Number(_plot.Bottom)).Append('v').Append(tick.Label is null ? '3' : '5');
        }

        foreach (Tick tick in _layout.YTicks.Where(_ => _y.Kind != AxisKind.Category))
        {
            marks.Append('M').Append(SvgWriter.Number(_plot.X)).Append(' ').Append(SvgWriter.Number(_y.Map(tick.Value))).Append('h').Append(tick.Label is null ? "-3" : "-5");
        }

        marks.Append('M').Append(SvgWriter.Number(_plot.X)).Append(' ').Append(SvgWriter.Number(_plot.Y)).Append('V').Append(SvgWriter.Number(_plot.Bottom)).Append('H').Append(SvgWriter.Number(_plot.Right));
        _svg.Element("path", ("class", "ef-frame"), ("d", marks.ToString()), ("stroke", Ink.Frame), ("fill", "none"));
        if (_layout.Parts.XLabels)
        {
            PaintXLabels();
        }

        if (_layout.Parts.YLabels)
        {
            PaintYLabels();
        }
    }

    private void PaintXLabels()
    {
        double y = _plot.Bottom + 7 + Ink.TickSize;
        foreach (Tick tick in _layout.XTicks.Where(tick => tick.Label is not null))
        {
            double x = _x.Map(tick.Value);
            if (_layout.Slanted)
            {
                Ink.Write(_svg, tick.Label!, x + 4, y - 2, Ink.TickSize, "end", quiet: true, turn: -35);
            }
            else
            {
                Ink.Write(_svg, tick.Label!, x, y, Ink.TickSize, "middle", quiet: true);
            }
        }

        double line = Ink.TextSize * Ink.LineHeight;
        double baseline = _plot.Bottom + _layout.Margins.Bottom - 3 - (_layout.XTitle.Count - 1) * line;
        foreach (string text in _layout.XTitle)
        {
            Ink.Write(_svg, text, _plot.CentreX, baseline, Ink.TextSize, "middle");
            baseline += line;
        }
    }

    private void PaintYLabels()
    {
        foreach (Tick tick in _layout.YTicks.Where(tick => tick.Label is not null))
        {
            string[] lines = tick.Label!.Split('\n');
            double y = _y.Map(tick.Value) + Ink.TickSize * (0.36 - 0.6 * (lines.Length - 1));
            foreach (string text in lines)
            {
                Ink.Write(_svg, text, _plot.X - 7, y, Ink.TickSize, "end", quiet: true);
                y += Ink.TickSize * 1.2;
            }
        }

        double line = Ink.TextSize * Ink.LineHeight;
        double x = _plot.X - 7 - _layout.YLabelWidth - 6 - (_layout.YTitle.Count - 1) * line;
        foreach (string text in _layout.YTitle)
        {
            Ink.Write(_svg, text, x, _plot.CentreY, Ink.TextSize, "middle", turn: -90);
            x += line;
        }
    }
}
