namespace EcgScaling.Laws.Compute;

/// <summary>Approach 1: the lower envelope of the training curves; which size is lowest at each budget.</summary>
internal static class Envelope
{
    private const int Grid = 60;

    /// <summary>The sizes that are lowest, one for each budget at which at least three curves are known and the lowest is neither the smallest nor the largest.</summary>
    public static List<IsoFlopLevel> Minima(double[] n, double[] compute, double[] loss, double[] weights)
    {
        var curves = Enumerable.Range(0, n.Length).Where(row => weights[row] > 0)
            .GroupBy(row => Math.Round(Math.Log(n[row]), 6)).OrderBy(group => group.Key)
            .Select(group => (LogN: group.Key, Points: group.GroupBy(row => compute[row]).OrderBy(place => place.Key).Select(place => (LogC: Math.Log(place.Key), Loss: place.Average(row => loss[row]))).ToArray()))
            .Where(curve => curve.Points.Length > 1).ToArray();
        var minima = new List<IsoFlopLevel>();
        if (curves.Length < 3)
        {
            return minima;
        }

        var (low, high) = (curves.Min(curve => curve.Points[0].LogC), curves.Max(curve => curve.Points[^1].LogC));
        for (var step = 0; step <= Grid; step++)
        {
            var logC = low + ((high - low) * step / Grid);
            var known = curves.Where(curve => curve.Points[0].LogC <= logC && curve.Points[^1].LogC >= logC).Select(curve => (curve.LogN, Loss: Interpolate(curve.Points, logC))).ToArray();
            if (known.Length < 3)
            {
                continue;
            }

            var best = known.MinBy(curve => curve.Loss);
            minima.Add(new IsoFlopLevel(Math.Exp(logC), Math.Exp(best.LogN), best.Loss, known.Length, best.LogN == known[0].LogN || best.LogN == known[^1].LogN));
        }

        return minima;
    }

    private static double Interpolate((double LogC, double Loss)[] points, double logC)
    {
        for (var i = 1; i < points.Length; i++)
        {
            if (logC <= points[i].LogC)
            {
                var share = (logC - points[i - 1].LogC) / (points[i].LogC - points[i - 1].LogC);
                return points[i - 1].Loss + (share * (points[i].Loss - points[i - 1].Loss));
            }
        }

        return points[^1].Loss;
    }
}
