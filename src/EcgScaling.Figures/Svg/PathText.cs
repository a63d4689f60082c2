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

    /// <summary>Drops points that lie within <paramref name="tolerance"/> pixels of the line through their neighbours (Douglas and Peucker 1973).</summary>
    public static IReadOnlyList<(double X, double Y)> Simplify(IReadOnlyList<(double X, double Y)> run, double tolerance = 0.12)
    {
        if (run.Count < 3)
        {
            return run;
        }

        bool[] kept = new bool[run.Count];
        kept[0] = kept[^1] = true;
        var open = new Stack<(int From, int To)>();
        open.Push((0, run.Count - 1));
        while (open.TryPop(out (int From, int To) part))
        {
            int farthest = -1;
            double most = tolerance;
            for (int i = part.From + 1; i < part.To; i++)
            {
                double distance = Distance(run[i], run[part.From], run[part.To]);
                (farthest, most) = distance > most ? (i, distance) : (farthest, most);
            }

            if (farthest >= 0)
            {
                kept[farthest] = true;
                open.Push((part.From, farthest));
                open.Push((farthest, part.To));
            }
        }

        return [.. run.Where((_, i) => kept[i])];
    }

    private static double Distance((double X, double Y) p, (double X, double Y) a, (double X, double Y) b)
    {
        double dx = b.X - a.X;
        double dy = b.Y - a.Y;
        double length = Math.Sqrt(dx * dx + dy * dy);
        double along = length == 0 ? 0 : ((p.X - a.X) * dx + (p.Y - a.Y) * dy) / length;
        if (along <= 0 || along >= length)
        {
            (double X, double Y) end = along <= 0 ? a : b;
            return Math.Sqrt((p.X - end.X) * (p.X - end.X) + (p.Y - end.Y) * (p.Y - end.Y));
        }

        return Math.Abs((p.X - a.X) * dy - (p.Y - a.Y) * dx) / length;
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
