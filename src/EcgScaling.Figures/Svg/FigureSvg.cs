namespace EcgScaling.Figures.Svg;

/// <summary>Puts heading, legend and plot of one figure together.</summary>
internal static class FigureSvg
{
    public static string Render(Figure figure)
    {
        var svg = new SvgWriter();
        Dictionary<string, SeriesLook> looks = SeriesLook.For(figure);
        double inner = figure.Width - 2 * Ink.Pad;
        var heading = new Heading(figure.Title, figure.SubtitleText, inner);
        var legend = new LegendPainter([figure], looks, inner);
        double top = Ink.Pad + heading.Height + legend.Height;
        PanelLayout layout = PanelLayout.Measure(figure, inner, figure.Height - top - Ink.Pad, PanelParts.Alone);
        PanelMargins margins = layout.Margins;
        var plot = new Box(
            Ink.Pad + margins.Left,
            top + margins.Top,
            Math.Max(40, inner - margins.Left - margins.Right),
            Math.Max(30, figure.Height - Ink.Pad - top - margins.Top - margins.Bottom));

        double height = plot.Bottom + margins.Bottom + Ink.Pad;
        Begin(svg, figure, figure.Width, height);
        heading.Paint(svg, Ink.Pad, Ink.Pad);
        legend.Paint(svg, Ink.Pad, Ink.Pad + heading.Height);
        new PanelPainter(svg, layout, plot, looks).Paint();
        return svg.Close().ToString();
    }

    public static void Begin(SvgWriter svg, IFigure figure, double width, double height)
    {
        svg.Open(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", $"0 0 {SvgWriter.Number(width)} {SvgWriter.Number(height)}"),
            ("width", width),
            ("height", height),
            ("role", "img"),
            ("aria-label", figure.Title),
            ("font-family", Ink.Font));
        svg.Element("desc", figure.Description);
        svg.Markup(Ink.Style);
        svg.Element("rect", ("class", "ef-ground"), ("width", width), ("height", height), ("fill", Ink.Ground));
    }
}

/// <summary>Title and subtitle, wrapped to the width of the figure.</summary>
internal sealed class Heading(string title, string? subtitle, double width)
{
    private const double SubtitleSize = 12;

    private readonly IReadOnlyList<string> _title = title.Length == 0 ? [] : TextMetrics.Wrap(title, Ink.TitleSize, width, bold: true);
    private readonly IReadOnlyList<string> _subtitle = string.IsNullOrEmpty(subtitle) ? [] : TextMetrics.Wrap(subtitle, SubtitleSize, width);

    public double Height => (_title.Count * Ink.TitleSize + _subtitle.Count * SubtitleSize) * Ink.LineHeight + (_title.Count + _subtitle.Count > 0 ? 6 : 0);

    public void Paint(SvgWriter svg, double left, double top)
    {
        double y = top + Ink.TitleSize;
        foreach (string line in _title)
        {
            Ink.Write(svg, line, left, y, Ink.TitleSize, bold: true);
            y += Ink.TitleSize * Ink.LineHeight;
        }

        y -= Ink.TitleSize - SubtitleSize;
        foreach (string line in _subtitle)
        {
            Ink.Write(svg, line, left, y, SubtitleSize, quiet: true);
            y += SubtitleSize * Ink.LineHeight;
        }
    }
}
