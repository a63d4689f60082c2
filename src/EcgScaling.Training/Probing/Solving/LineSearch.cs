using static TorchSharp.torch;

namespace EcgScaling.Training.Probing.Solving;

/// <summary>
/// How far each label goes along its step: to where the slope has fallen to four tenths of what it was, in size. An objective is convex, so that the slope grows along
/// the step; a slope that is not yet positive says that the objective fell, where its values no longer tell in double precision.
/// </summary>
internal static class LineSearch
{
    private const int MostTrials = 40;
    private const double Flat = 0.4;

    /// <summary>The length for each label; zero where the step does not descend.</summary>
    public static double[] Lengths(LogisticBatch batch, Tensor weights, Tensor gradient, Tensor step)
    {
        using var scope = NewDisposeScope();
        var along = batch.Along(step);
        var before = LabelRows.Sums(gradient * step);
        var (linear, square, held) = (LabelRows.Sums(batch.Ridges * weights * step), LabelRows.Sums(batch.Ridges * step.square()), LabelRows.Sums(batch.Ridges * weights.square()));
        var lengths = Array.ConvertAll(before, slope => slope < 0 ? 1.0 : 0);
        var (low, high) = (new double[lengths.Length], Array.ConvertAll(lengths, _ => (Length: double.PositiveInfinity, Slope: double.NaN)));
        var lowSlopes = (double[])before.Clone();
        var open = Enumerable.Range(0, lengths.Length).Where(row => lengths[row] > 0).ToArray();
        for (var trial = 0; open.Length > 0 && trial < MostTrials; trial++)
        {
            var found = along(open, lengths);
            open = [.. open.Where((row, place) => !Settled(row, found[place].Loss, found[place].Slope))];
        }

        foreach (var row in open)
        {
            // The last resort: a length that is known to descend, or none.
            lengths[row] = low[row];
        }

        return lengths;

        bool Settled(int row, double loss, double slope)
        {
            var length = lengths[row];
            slope += linear[row] + (length * square[row]);
            var after = loss + (held[row] / 2) + (length * linear[row]) + (length * length * square[row] / 2);
            var fell = slope <= 0 || after <= batch.Objective[row];
            if (fell && Math.Abs(slope) <= -Flat * before[row])
            {
                return true;
            }

            if (slope <= 0)
            {
                (low[row], lowSlopes[row]) = (length, slope);
            }
            else
            {
                high[row] = (length, slope);
            }

            lengths[row] = double.IsPositiveInfinity(high[row].Length)
                ? Math.Clamp(length * before[row] / (before[row] - slope), 1.5 * length, 4 * length)
                : Between(low[row], lowSlopes[row], high[row].Length, high[row].Slope);
            return false;
        }
    }

    // Where a straight slope would be zero, a tenth away from either end.
    private static double Between(double low, double lowSlope, double high, double highSlope)
    {
        var span = high - low;
        return Math.Clamp(low + (span * lowSlope / (lowSlope - highSlope)), low + (span / 10), high - (span / 10));
    }
}
