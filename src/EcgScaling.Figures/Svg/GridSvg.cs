namespace EcgScaling.Figures.Svg;

/// <summary>Lays panels out in columns of equal plots.</summary>
internal static class GridSvg
{
    private const double Gap = 14;

    public static string Render(FigureGrid grid, IReadOnlyList<Figure> panels)
    {
        var svg = new SvgWriter();
        double inner = grid.Width - 2 * Ink.Pad;
        var heading = new Heading(grid.Title, grid.SubtitleText, inner);
        Dictionary<string, SeriesLook> looks = panels.Count == 0 ? [] : SeriesLook.For(panels[0]);
        var legend = new LegendPainter(panels, looks, inner);
        int columns = Math.Max(1, Math.Min(grid.ColumnCount, panels.Count));
        int rows = (panels.Count + columns - 1) / columns;

        // Twice: the room that labels take decides the plots' width, which decides the labels.
        PanelLayout[] layouts = Measure(grid, panels, columns, inner / columns);
        (double[] lefts, double[] rights) = Sides(layouts, columns);
        double plotWidth = PlotWidth(inner, columns, lefts, rights);
        layouts = Measure(grid, panels, columns, inner / columns, plotWidth);
        (lefts, rights) = Sides(layouts, columns);
        plotWidth = PlotWidth(inner, columns, lefts, rights);

        var places = new Box[panels.Count];
        double y = Ink.Pad + heading.Height + legend.Height;
        for (int row = 0; row < rows; row++)
        {
            PanelLayout[] members = [.. layouts.Skip(row * columns).Take(columns)];
            double top = members.Max(member => member.Margins.Top);
            double x = Ink.Pad;
            for (int column = 0; column < members.Length; column++)
            {
                places[row * columns + column] = new Box(x + lefts[column], y + top, plotWidth, grid.PanelHeight - 40);
                x += lefts[column] + plotWidth + rights[column] + Gap;
            }

            y += top + grid.PanelHeight - 40 + members.Max(member => member.Margins.Bottom) + (row < rows - 1 ? 6 : 0);
        }

        FigureSvg.Begin(svg, grid, grid.Width, y + Ink.Pad);
        heading.Paint(svg, Ink.Pad, Ink.Pad);
        legend.Paint(svg, Ink.Pad, Ink.Pad + heading.Height);
        for (int i = 0; i < panels.Count; i++)
        {
            svg.Open("g", ("aria-label", panels[i].Title));
            new PanelPainter(svg, layouts[i], places[i], looks).Paint();
            svg.Close();
        }

        return svg.Close().ToString();
    }

    private static PanelLayout[] Measure(FigureGrid grid, IReadOnlyList<Figure> panels, int columns, double width, double? plotWidth = null)
    {
        var layouts = new PanelLayout[panels.Count];
        for (int i = 0; i < panels.Count; i++)
        {
            bool lowest = i + columns >= panels.Count;
            layouts[i] = PanelLayout.Measure(panels[i], width, grid.PanelHeight, new PanelParts(true, !grid.SharesX || lowest, !grid.SharesY || i % columns == 0), plotWidth);
        }

        return layouts;
    }

    private static (double[] Lefts, double[] Rights) Sides(PanelLayout[] layouts, int columns)
    {
        double[] lefts = new double[columns];
        double[] rights = new double[columns];
        for (int i = 0; i < layouts.Length; i++)
        {
            lefts[i % columns] = Math.Max(lefts[i % columns], layouts[i].Margins.Left);
            rights[i % columns] = Math.Max(rights[i % columns], layouts[i].Margins.Right);
        }

        return (lefts, rights);
    }

    private static double PlotWidth(double inner, int columns, double[] lefts, double[] rights) =>
        Math.Max(40, (inner - lefts.Sum() - rights.Sum() - Gap * (columns - 1)) / columns);
}
