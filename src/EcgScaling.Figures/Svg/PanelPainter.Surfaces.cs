using System.Text;
using EcgScaling.Figures.Axes;
using EcgScaling.Figures.Layers;

namespace EcgScaling.Figures.Svg;

internal sealed partial class PanelPainter
{
    private void PaintCells(SurfaceLayer surface)
    {
        if (!surface.Cells)
        {
            return;
        }

        double[] xEdges = [.. SurfaceLayer.Edges(surface.X, _x.IsLog).Select(_x.Map)];
        double[] yEdges = [.. SurfaceLayer.Edges(surface.Y, _y.IsLog).Select(_y.Map)];

        // Cells of one colour share a path; crispEdges keeps hairlines from showing between neighbours.
        var byColour = new SortedDictionary<string, StringBuilder>(StringComparer.Ordinal);
        for (int i = 0; i < surface.Y.Length; i++)
        {
            for (int j = 0; j < surface.X.Length; j++)
            {
                int first = j;
                if (Colour(surface, i, j) is { } colour)
                {
                    while (j + 1 < surface.X.Length && Colour(surface, i, j + 1) == colour)
                    {
                        j++;
                    }

                    if (!byColour.TryGetValue(colour, out StringBuilder? path))
                    {
                        byColour[colour] = path = new StringBuilder();
                    }

                    path.Append('M').Append(SvgWriter.Number(xEdges[first])).Append(' ').Append(SvgWriter.Number(yEdges[i]))
                        .Append('H').Append(SvgWriter.Number(xEdges[j + 1])).Append('V').Append(SvgWriter.Number(yEdges[i + 1]))
                        .Append('H').Append(SvgWriter.Number(xEdges[first])).Append('Z');
                }
            }
        }

        _svg.Open("g", ("shape-rendering", "crispEdges"));
        foreach ((string colour, StringBuilder path) in byColour)
        {
            _svg.Element("path", ("d", path.ToString()), ("fill", colour));
        }

        _svg.Close();
    }

    private static string? Colour(SurfaceLayer surface, int i, int j) => double.IsFinite(surface.Values[i, j])
        ? ColourRamp.At(Math.Round(ColourBarPainter.Position(surface, surface.Values[i, j]) * 64) / 64)
        : null;

    private void PaintContours(SurfaceLayer surface)
    {
        bool onCells = _layout.ColourBar is not null;
        foreach (double level in surface.Levels)
        {
            List<List<(double X, double Y)>> lines = Contours(surface, level);
            _svg.Element("path", ("class", onCells ? null : "ef-rule"), ("d", PathText.Of(lines)), ("fill", "none"), ("stroke", onCells ? "#ffffff" : "#4d5560"), ("stroke-width", "1.1"), ("stroke-opacity", onCells ? "0.8" : null));
        }
    }

    private void PaintContourLabels(SurfaceLayer surface)
    {
        foreach (double level in surface.Levels)
        {
            string label = NumberLabel.Format(Math.Round(level, 6), NumberLabel.Resolve(TickLabels.Auto, level, level, log: true));
            double width = TextMetrics.Width(label, Ink.TickSize);
            List<(double X, double Y)>? line = Contours(surface, level).MaxBy(candidate => candidate.Count);
            if (line is null || line.Count < 3)
            {
                continue;
            }

            IEnumerable<Box> candidates = Middles(line.Count).Select(index => new Box(line[index].X - width / 2, line[index].Y - 7, width, 14));
            if (_placer.TryPlace(candidates, out Box place))
            {
                Ink.Write(_svg, label, place.CentreX, place.CentreY + Ink.TickSize * 0.36, Ink.TickSize, "middle", halo: true);
            }
        }
    }

    private static IEnumerable<int> Middles(int count)
    {
        foreach (int percent in (int[])[50, 40, 60, 30, 70, 20, 80, 10, 90])
        {
            yield return Math.Clamp(count * percent / 100, 0, count - 1);
        }
    }

    private List<List<(double X, double Y)>> Contours(SurfaceLayer surface, double level) =>
        MarchingSquares.Trace([.. surface.X.Select(_x.Map)], [.. surface.Y.Select(_y.Map)], surface.Values, level);
}
