namespace EcgScaling.Figures.Svg;

/// <summary>Lines of equal value through a grid, as pixel polylines.</summary>
internal static class MarchingSquares
{
    /// <summary>Traces one level; cells with a missing corner are skipped.</summary>
    public static List<List<(double X, double Y)>> Trace(double[] px, double[] py, double[,] values, double level)
    {
        var segments = new List<((double X, double Y) A, (double X, double Y) B)>();
        for (int i = 0; i + 1 < py.Length; i++)
        {
            for (int j = 0; j + 1 < px.Length; j++)
            {
                Cell(px, py, values, level, i, j, segments);
            }
        }

        return Join(segments);
    }

    private static void Cell(double[] px, double[] py, double[,] v, double level, int i, int j, List<((double, double), (double, double))> segments)
    {
        double a = v[i, j] - level;
        double b = v[i, j + 1] - level;
        double c = v[i + 1, j + 1] - level;
        double d = v[i + 1, j] - level;
        if (!double.IsFinite(a + b + c + d))
        {
            return;
        }

        var crossings = new List<(double X, double Y)>(4);
        Cross(a, b, px[j], py[i], px[j + 1], py[i], crossings);
        Cross(b, c, px[j + 1], py[i], px[j + 1], py[i + 1], crossings);
        Cross(c, d, px[j + 1], py[i + 1], px[j], py[i + 1], crossings);
        Cross(d, a, px[j], py[i + 1], px[j], py[i], crossings);
        if (crossings.Count == 2)
        {
            segments.Add((crossings[0], crossings[1]));
        }
        else if (crossings.Count == 4)
        {
            // A saddle: the mean of the corners says which pair of corners is joined.
            bool joined = (a + b + c + d > 0) == (a > 0);
            segments.Add((crossings[0], joined ? crossings[1] : crossings[3]));
            segments.Add((crossings[2], joined ? crossings[3] : crossings[1]));
        }
    }

    private static void Cross(double a, double b, double xa, double ya, double xb, double yb, List<(double X, double Y)> crossings)
    {
        if ((a > 0) == (b > 0))
        {
            return;
        }

        // Always from the lower end, so that neighbours compute the same bits.
        bool swap = xb < xa || (xb == xa && yb < ya);
        (a, b, xa, ya, xb, yb) = swap ? (b, a, xb, yb, xa, ya) : (a, b, xa, ya, xb, yb);
        double at = a / (a - b);
        crossings.Add((xa + (xb - xa) * at, ya + (yb - ya) * at));
    }

    private static List<List<(double X, double Y)>> Join(List<((double X, double Y) A, (double X, double Y) B)> segments)
    {
        var ends = new Dictionary<(double, double), List<int>>();
        for (int i = 0; i < segments.Count; i++)
        {
            Register(ends, segments[i].A, i);
            Register(ends, segments[i].B, i);
        }

        bool[] used = new bool[segments.Count];
        var lines = new List<List<(double X, double Y)>>();
        for (int i = 0; i < segments.Count; i++)
        {
            if (used[i])
            {
                continue;
            }

            used[i] = true;
            var line = new List<(double X, double Y)> { segments[i].A, segments[i].B };
            Grow(line, segments, ends, used);
            line.Reverse();
            Grow(line, segments, ends, used);
            lines.Add(line);
        }

        return lines;
    }

    private static void Grow(List<(double X, double Y)> line, List<((double X, double Y) A, (double X, double Y) B)> segments, Dictionary<(double, double), List<int>> ends, bool[] used)
    {
        while (ends[line[^1]].Find(k => !used[k]) is var next && !used[next] && (segments[next].A == line[^1] || segments[next].B == line[^1]))
        {
            used[next] = true;
            line.Add(segments[next].A == line[^1] ? segments[next].B : segments[next].A);
        }
    }

    private static void Register(Dictionary<(double, double), List<int>> ends, (double, double) point, int segment)
    {
        if (!ends.TryGetValue(point, out List<int>? list))
        {
            ends[point] = list = [];
        }

        list.Add(segment);
    }
}
