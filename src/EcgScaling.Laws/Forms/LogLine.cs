namespace EcgScaling.Laws.Forms;

/// <summary>A weighted straight line through transformed points: the start of laws that are linear after a transformation.</summary>
internal static class LogLine
{
    /// <summary>Fits the line; rows whose transformed values are not finite are left out and make the score infinite.</summary>
    public static (double Intercept, double Slope, double Score) Fit(LawSample sample, Func<int, double, (double X, double Y)> transform)
    {
        var (w, wx, wy, wxx, wxy, wyy, lost) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, false);
        for (var row = 0; row < sample.Columns.RowCount; row++)
        {
            if (!(sample.Weights[row] > 0))
            {
                continue;
            }

            var (x, y) = transform(row, sample.Responses[row]);
            if (!double.IsFinite(x) || !double.IsFinite(y))
            {
                lost = true;
                continue;
            }

            w++;
            wx += x;
            wy += y;
            wxx += x * x;
            wxy += x * y;
            wyy += y * y;
        }

        var (sxx, sxy, syy) = (wxx - (wx * wx / w), wxy - (wx * wy / w), wyy - (wy * wy / w));
        var slope = sxx > 0 ? sxy / sxx : 0;
        var explained = sxx > 0 && syy > 0 ? sxy * sxy / sxx / syy : 0;
        return ((wy - (slope * wx)) / w, slope, lost ? double.MaxValue : 1 - explained);
    }
}
