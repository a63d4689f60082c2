using MathNet.Numerics.Interpolation;

namespace EcgScaling.Laws.Compute;

/// <summary>Approach 2: the minimum of loss over size at each compute level.</summary>
internal static class IsoFlop
{
    private const int FewestRuns = 4;

    /// <summary>Groups budgets into levels: a gap of more than the tolerance on the log scale starts a new one.</summary>
    public static int[] Levels(double[] compute, double tolerance)
    {
        var order = Enumerable.Range(0, compute.Length).OrderBy(row => compute[row]).ToArray();
        var (levels, level) = (new int[compute.Length], 0);
        for (var i = 0; i < order.Length; i++)
        {
            level += i > 0 && Math.Log(compute[order[i]] / compute[order[i - 1]]) > tolerance ? 1 : 0;
            levels[order[i]] = level;
        }

        return levels;
    }

    /// <summary>The minima of all levels with enough sizes.</summary>
    public static List<IsoFlopLevel> Minima(double[] n, double[] compute, double[] loss, double[] weights, int[] levels, IsoFlopMethod method)
    {
        var minima = new List<IsoFlopLevel>();
        foreach (var group in Enumerable.Range(0, n.Length).Where(row => weights[row] > 0).GroupBy(row => levels[row]).OrderBy(group => group.Key))
        {
            // Runs of one size at one level count as one place.
            var places = group.GroupBy(row => Math.Round(Math.Log(n[row]), 6)).OrderBy(place => place.Key)
                .Select(place => (LogN: place.Key, Loss: Mean(place, loss, weights), Weight: place.Sum(row => weights[row]))).ToArray();
            if (places.Length < FewestRuns)
            {
                continue;
            }

            var budget = Math.Exp(group.Average(row => Math.Log(compute[row])));
            var (logN, best) = method == IsoFlopMethod.Akima && places.Length >= 5 ? Akima(places) : Parabola(places);
            var atEdge = !(logN > places[0].LogN + 1e-9 && logN < places[^1].LogN - 1e-9);
            minima.Add(new IsoFlopLevel(budget, Math.Exp(logN), best, places.Length, atEdge) { Group = group.Key });
        }

        return minima;
    }

    private static double Mean(IEnumerable<int> rows, double[] loss, double[] weights)
    {
        var (sum, total) = (0.0, 0.0);
        foreach (var row in rows)
        {
            sum += weights[row] * loss[row];
            total += weights[row];
        }

        return sum / total;
    }

    private static (double LogN, double Loss) Parabola((double LogN, double Loss, double Weight)[] places)
    {
        var total = places.Sum(place => place.Weight);
        var centre = places.Sum(place => place.Weight * place.LogN) / total;
        var (gram, right) = (new double[9], new double[3]);
        foreach (var (logN, loss, weight) in places)
        {
            var x = logN - centre;
            double[] powers = [1, x, x * x];
            for (var p = 0; p < 3; p++)
            {
                right[p] += weight * powers[p] * loss;
                for (var q = 0; q < 3; q++)
                {
                    gram[(p * 3) + q] += weight * powers[p] * powers[q];
                }
            }
        }

        if (Fitting.SmallMatrix.Inverse(gram, 3, []) is not { } inverse)
        {
            return (double.NaN, double.NaN);
        }

        var c = Enumerable.Range(0, 3).Select(p => Enumerable.Range(0, 3).Sum(q => inverse[(p * 3) + q] * right[q])).ToArray();
        if (!(c[2] > 0))
        {
            // A curve without a valley has its minimum at an edge.
            var smallest = places.MinBy(place => place.Loss);
            return (smallest.LogN == places[0].LogN || smallest.LogN == places[^1].LogN ? smallest.LogN : places[0].LogN, smallest.Loss);
        }

        var minimum = -c[1] / (2 * c[2]);
        return (minimum + centre, c[0] - (c[1] * c[1] / (4 * c[2])));
    }

    private static (double LogN, double Loss) Akima((double LogN, double Loss, double Weight)[] places)
    {
        var spline = CubicSpline.InterpolateAkimaSorted([.. places.Select(place => place.LogN)], [.. places.Select(place => place.Loss)]);
        var (low, high) = (places[0].LogN, places[^1].LogN);
        var (best, at) = (double.PositiveInfinity, low);
        const int Steps = 2000;
        for (var step = 0; step <= Steps; step++)
        {
            var x = low + ((high - low) * step / Steps);
            var value = spline.Interpolate(x);
            (best, at) = value < best ? (value, x) : (best, at);
        }

        var width = (high - low) / Steps;
        if (at > low && at < high)
        {
            // One parabola through the three nearest grid points brings the remaining digits.
            var (left, right) = (spline.Interpolate(at - width), spline.Interpolate(at + width));
            var bend = left - (2 * best) + right;
            at += bend > 0 ? width * (left - right) / (2 * bend) : 0;
        }

        return (at, best);
    }
}
