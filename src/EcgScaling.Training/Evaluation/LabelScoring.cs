using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Evaluation.Resampling;
using EcgScaling.Training.Evaluation.Metrics;

namespace EcgScaling.Training.Evaluation;

/// <summary>Scores multi-label predictions for a run's result: cross-entropy in nats, AUROC, intervals over patients. <see cref="MetricReport"/> has more.</summary>
public static class LabelScoring
{
    /// <summary>Scores predictions.</summary>
    /// <param name="labels">The label axis.</param>
    /// <param name="logits">Shape <c>(record, label)</c>, flattened. One that is not finite, as after a divergence, makes the result NaN.</param>
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
        ArgumentNullException.ThrowIfNull(patientKeys);
        var finite = !logits.ContainsAnyExceptInRange(float.MinValue, float.MaxValue);
        var predictions = LabelPredictions.FromLogits(labels, finite ? logits : new float[logits.Length], targets, patientKeys);
        var report = MetricReport.Of(predictions, null, new MetricOptions { Draws = finite ? resamples : 0, Seed = seed, MinimumPositives = minimumPositives });
        var (loss, auroc) = (report[LabelMetric.CrossEntropy], report[LabelMetric.Auroc]);
        var micro = loss.Micro!;
        var known = report.Counts.Sum(count => (double)(count.Positives + count.Negatives));
        return new EvaluationResult
        {
            Loss = OrNaN(micro.Value),
            Unit = "nats per label",
            Records = report.Records,
            TrivialLoss = Enumerable.Range(0, labels.Count).Sum(label => TrivialSum(predictions, label)) / known,
            LossLow = micro.Low,
            LossHigh = micro.High,
            MicroLoss = OrNaN(micro.Value),
            MacroLoss = OrNaN(loss.Macro.Value),
            MacroAuroc = OrNaN(auroc.Macro.Value),
            MacroAurocLow = auroc.Macro.Low,
            MacroAurocHigh = auroc.Macro.High,
            Labels = [.. report.Counts.Select((count, label) => new LabelScore
            {
                Label = count.Label,
                Positives = count.Positives,
                Negatives = count.Negatives,
                Loss = OrNaN(loss.PerLabel[label].Value),
                Auroc = OrNaN(auroc.PerLabel[label].Value),
                AurocLow = auroc.PerLabel[label].Low,
                AurocHigh = auroc.PerLabel[label].High,
            })],
        };

        double OrNaN(double value) => finite ? value : double.NaN;
    }

    /// <summary>The summed loss of predicting the prevalence.</summary>
    private static double TrivialSum(LabelPredictions predictions, int label)
    {
        var (known, sum) = (0, 0.0);
        for (var record = 0; record < predictions.Records; record++)
        {
            if (predictions.Target(record, label) is var target && !float.IsNaN(target))
            {
                (known, sum) = (known + 1, sum + target);
            }
        }

        var rate = sum / Math.Max(1, known);
        return rate is <= 0 or >= 1 ? 0 : -known * ((rate * Math.Log(rate)) + ((1 - rate) * Math.Log(1 - rate)));
    }
}
