using System.Text;

namespace EcgScaling.Figures.Svg;

/// <summary>The <c>d</c> attribute of polylines.</summary>
internal static class PathText
{
    /// <summary>Joins runs of points; a run of one point is drawn as a dot by round caps.</summary>
    public static string Of(IEnumerable<IReadOnlyList<(double X, double Y)>> runs, bool closed = false)
    {
        var text = new StringBuilder();
        foreach (IReadOnlyList<(double X, double Y)> run in runs)
        {
            for (int i = 0; i < run.Count; i++)
            {
                text.Append(i == 0 ? 'M' : i == 1 ? 'L' : ' ').Append(SvgWriter.Number(run[i].X)).Append(' ').Append(SvgWriter.Number(run[i].Y));
            }

            if (run.Count == 1 && !closed)
            {
                text.Append("h0");
            }

            if (closed)
            {
                text.Append('Z');
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// Thins runs whose points lie closer than pixels can show: first, lowest, highest and last of each half pixel column are kept, so that spikes stay.
    /// </summary>
    public static IReadOnlyList<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> run, double columnWidth = 0.5)
    {
        var kept = new List<(double X, double Y)>();
        int i = 0;
        while (i < run.Count)
        {
            double column = Math.Floor(run[i].X / columnWidth);
            int end = i;
            int lowest = i;
            int highest = i;
            while (end < run.Count && Math.Floor(run[end].X / columnWidth) == column)
            {
                lowest = run[end].Y < run[lowest].Y ? end : lowest;
                highest = run[end].Y > run[highest].Y ? end : highest;
                end++;
            }

            foreach (int index in new SortedSet<int> { i, lowest, highest, end - 1 })
            {
                kept.Add(run[index]);
            }

            i = end;
        }

        return kept;
    }
}
