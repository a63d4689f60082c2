using System.Numerics;
using EcgScaling.Training.Evaluation.Predictions;

namespace EcgScaling.Training.Evaluation.Resampling;

/// <summary>
/// One label's known records in the order of their scores, so that all metrics under resampling weights cost one pass. The pass takes as many resamples at
/// once as a vector has lanes: what a record does (its class, whether a tie ends there) is the same in all of them, only its weight differs.
/// </summary>
internal sealed class SortedColumn
{
    public const int Bins = 15;
    private readonly int[] _order;
    private readonly double[] _positive;
    private readonly double[] _loss;
    private readonly double[] _squared;
    private readonly double[] _gap;
    private readonly Ends[] _ends;

    /// <summary>Sorts a label's records, highest score first.</summary>
    /// <param name="predictions">All labels.</param>
    /// <param name="label">The one.</param>
    /// <param name="threshold">The least probability that counts as positive; NaN for none.</param>
    public SortedColumn(LabelPredictions predictions, int label, double threshold)
    {
        _order = [.. Enumerable.Range(0, predictions.Records).Where(record => !float.IsNaN(predictions.Target(record, label)))];
        var keys = Array.ConvertAll(_order, record => -predictions.Score(record, label));
        Array.Sort(keys, _order);
        var count = _order.Length;
        (_positive, _loss, _squared, _gap, _ends) = (new double[count], new double[count], new double[count], new double[count], new Ends[count]);
        var tieHasPositive = false;
        for (var i = 0; i < count; i++)
        {
            var (probability, target) = (predictions.Probability(_order[i], label), predictions.Target(_order[i], label));
            _positive[i] = target >= 0.5f ? 1 : 0;
            _loss[i] = predictions.Loss(_order[i], label);
            _squared[i] = (probability - target) * (probability - target);
            _gap[i] = probability - target;
            Positives += (int)_positive[i];
            tieHasPositive |= _positive[i] == 1;
            var next = i + 1 == count ? double.NaN : predictions.Probability(_order[i + 1], label);
            if (i + 1 == count || keys[i] != keys[i + 1])
            {
                _ends[i] |= Ends.Tie | (tieHasPositive ? Ends.TieWithPositive : 0);
                tieHasPositive = false;
            }

            _ends[i] |= i + 1 == count || BinOf(probability, Bins) != BinOf(next, Bins) ? Ends.Bin : 0;
            if (probability >= threshold)
            {
                DecidedPositive = i + 1;
            }
        }

        HasThreshold = !double.IsNaN(threshold);
    }

    [Flags]
    private enum Ends : byte
    {
        Tie = 1,
        TieWithPositive = 2,
        Bin = 4,
    }

    public int Known => _order.Length;

    public int Positives { get; }

    public int Negatives => Known - Positives;

    /// <summary>How many known records the threshold decides to be positive.</summary>
    public int DecidedPositive { get; }

    public bool HasThreshold { get; }

    /// <summary>The bin of a probability; bins are closed on the right, as scikit-learn's are.</summary>
    public static int BinOf(double probability, int bins) => Math.Clamp((int)Math.Ceiling(probability * bins) - 1, 0, bins - 1);

    /// <summary>One metric of one label, every record counting once.</summary>
    public static double Single(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, LabelMetric metric)
    {
        if (scores.Length != targets.Length)
        {
            throw new ArgumentException($"There are {scores.Length} scores for {targets.Length} targets.", nameof(targets));
        }

        var column = new SortedColumn(LabelPredictions.FromLogits(["label"], scores, targets, new long[scores.Length]), 0, double.NaN);
        var weights = new double[scores.Length * Vector<double>.Count];
        Array.Fill(weights, 1);
        return column.Pass(weights).Metric(metric)[0];
    }

    /// <summary>All sums when record i counts <c>weights[i * lanes + lane]</c> times in each lane.</summary>
    public ColumnSums Pass(ReadOnlySpan<double> weights)
    {
        var lanes = Vector<double>.Count;
        Vector<double> loss = default, squared = default, calibration = default, binGap = default;
        Vector<double> wins = default, steps = default, positives = default, negatives = default, truePositives = default, falsePositives = default;
        Vector<double> tiedPositives = default, tiedNegatives = default;
        var half = new Vector<double>(0.5);
        for (var i = 0; i < _order.Length; i++)
        {
            var weight = new Vector<double>(weights.Slice(_order[i] * lanes, lanes));
            loss += weight * _loss[i];
            squared += weight * _squared[i];
            binGap += weight * _gap[i];
            var positive = weight * _positive[i];
            tiedPositives += positive;
            tiedNegatives += weight - positive;
            var ends = _ends[i];
            if ((ends & Ends.Tie) != 0)
            {
                wins += tiedNegatives * (positives + (tiedPositives * half));
                positives += tiedPositives;
                negatives += tiedNegatives;
                if ((ends & Ends.TieWithPositive) != 0)
                {
                    // Where no weight has come yet, nothing is gained: the division by at least one keeps 0 / 0 out.
                    steps += tiedPositives * positives / Vector.Max(positives + negatives, Vector<double>.One);
                }

                (tiedPositives, tiedNegatives) = (default, default);
            }

            if ((ends & Ends.Bin) != 0)
            {
                calibration += Vector.Abs(binGap);
                binGap = default;
            }

            if (i + 1 == DecidedPositive)
            {
                // Ties share a probability and so never lie across the threshold.
                (truePositives, falsePositives) = (positives + tiedPositives, negatives + tiedNegatives);
            }
        }

        return new ColumnSums
        {
            Known = positives + negatives,
            Loss = loss,
            Squared = squared,
            Calibration = calibration,
            Wins = wins,
            Steps = steps,
            Positives = positives,
            Negatives = negatives,
            TruePositives = HasThreshold ? truePositives : new Vector<double>(double.NaN),
            FalsePositives = HasThreshold ? falsePositives : new Vector<double>(double.NaN),
        };
    }
}
