using System.Collections.Immutable;

namespace EcgScaling.Training.Evaluation;

/// <summary>Scores multi-label predictions: cross-entropy in nats, AUROC, intervals over patients.</summary>
public static class LabelScoring
{
    /// <summary>Scores predictions.</summary>
    /// <param name="labels">The label axis.</param>
    /// <param name="logits">Shape <c>(record, label)</c>, flattened.</param>
    /// <param name="targets">Shape <c>(record, label)</c>, flattened: 1, 0, or NaN where not known.</param>
    /// <param name="patientKeys">The patient of each record.</param>
    /// <param name="resamples">Bootstrap resamples; 0 for none.</param>
    /// <param name="seed">Decides them.</param>
    /// <param name="minimumPositives">Labels with fewer positives do not count in the macro AUROC.</param>
    /// <exception cref="ArgumentException">The sizes do not belong together.</exception>
    public static EvaluationResult Score(
        IReadOnlyList<string> labels,
        ReadOnlySpan<float> logits,
        ReadOnlySpan<float> targets,
        IReadOnlyList<long> patientKeys,
        int resamples = 0,
        ulong seed = 0,
        int minimumPositives = 1)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(patientKeys);
        var (records, columns) = (patientKeys.Count, labels.Count);
        if (logits.Length != records * columns || targets.Length != logits.Length)
        {
            throw new ArgumentException($"{records} records and {columns} labels need {records * columns} logits and targets; got {logits.Length} and {targets.Length}.");
        }

        var columnsOf = new Column[columns];
        for (var label = 0; label < columns; label++)
        {
            columnsOf[label] = new Column(logits, targets, label, columns, records, minimumPositives);
        }

        var once = new int[records];
        Array.Fill(once, 1);
        var point = Measure(columnsOf, once);
        var drawn = Resample(columnsOf, new PatientBootstrap(patientKeys, resamples, seed));
        var (lossLow, lossHigh) = PatientBootstrap.Interval(drawn.Select(draw => draw.Micro));
        var (macroLow, macroHigh) = PatientBootstrap.Interval(drawn.Select(draw => draw.MacroAuroc));
        return new EvaluationResult
        {
            Loss = point.Micro,
            Unit = "nats per label",
            Records = records,
            TrivialLoss = columnsOf.Sum(column => column.TrivialSum) / columnsOf.Sum(column => (double)column.Known),
            LossLow = lossLow,
            LossHigh = lossHigh,
            MicroLoss = point.Micro,
            MacroLoss = point.Losses.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average(),
            MacroAuroc = point.MacroAuroc,
            MacroAurocLow = macroLow,
            MacroAurocHigh = macroHigh,
            Labels = [.. labels.Select((name, label) => ScoreOf(name, label))],
        };

        LabelScore ScoreOf(string name, int label)
        {
            var (low, high) = PatientBootstrap.Interval(drawn.Select(draw => draw.Aurocs[label]));
            return new LabelScore
            {
                Label = name,
                Positives = columnsOf[label].Positives,
                Negatives = columnsOf[label].Known - columnsOf[label].Positives,
                Loss = point.Losses[label],
                Auroc = point.Aurocs[label],
                AurocLow = low,
                AurocHigh = high,
            };
        }
    }

    /// <summary>Binary cross-entropy of one logit, in nats, without overflow.</summary>
    internal static double CrossEntropy(double logit, double target) => Math.Max(logit, 0) - (logit * target) + Math.Log(1 + Math.Exp(-Math.Abs(logit)));

    private static ImmutableArray<Measured> Resample(Column[] columns, PatientBootstrap bootstrap)
    {
        var drawn = new Measured[bootstrap.Resamples];
        Parallel.For(0, drawn.Length, resample => drawn[resample] = Measure(columns, bootstrap.Weights(resample)));
        return [.. drawn];
    }

    private static Measured Measure(Column[] columns, int[] weights)
    {
        double sum = 0, count = 0;
        var losses = new double[columns.Length];
        var aurocs = new double[columns.Length];
        for (var label = 0; label < columns.Length; label++)
        {
            var (labelSum, labelCount) = columns[label].Sum(weights);
            (sum, count) = (sum + labelSum, count + labelCount);
            losses[label] = labelSum / labelCount;
            aurocs[label] = columns[label].Ranking.Area(weights);
        }

        return new Measured(sum / count, losses, aurocs, aurocs.Where((area, label) => columns[label].Counts && double.IsFinite(area)).DefaultIfEmpty(double.NaN).Average());
    }

    private sealed record Measured(double Micro, double[] Losses, double[] Aurocs, double MacroAuroc);

    /// <summary>One label over all records.</summary>
    private sealed class Column
    {
        private readonly double[] _losses;

        public Column(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, int label, int stride, int records, int minimumPositives)
        {
            var (scores, truths) = (new float[records], new float[records]);
            _losses = new double[records];
            var positive = 0.0;
            for (var record = 0; record < records; record++)
            {
                scores[record] = logits[(record * stride) + label];
                truths[record] = targets[(record * stride) + label];
                _losses[record] = CrossEntropy(scores[record], truths[record]);
                if (!float.IsNaN(truths[record]))
                {
                    Known++;
                    positive += truths[record];
                    Positives += truths[record] >= 0.5f ? 1 : 0;
                }
            }

            Counts = Positives >= minimumPositives;
            Ranking = new Auroc.Ranking(scores, truths);
            var rate = positive / Math.Max(1, Known);
            TrivialSum = rate is <= 0 or >= 1 ? 0 : -Known * ((rate * Math.Log(rate)) + ((1 - rate) * Math.Log(1 - rate)));
        }

        public Auroc.Ranking Ranking { get; }

        public int Known { get; }

        /// <summary>Whether it counts in the macro AUROC.</summary>
        public bool Counts { get; }

        public int Positives { get; }

        /// <summary>The summed loss of predicting the prevalence.</summary>
        public double TrivialSum { get; }

        public (double Sum, double Count) Sum(int[] weights)
        {
            double sum = 0, count = 0;
            for (var record = 0; record < _losses.Length; record++)
            {
                if (!double.IsNaN(_losses[record]))
                {
                    sum += weights[record] * _losses[record];
                    count += weights[record];
                }
            }

            return (sum, count);
        }
    }
}
