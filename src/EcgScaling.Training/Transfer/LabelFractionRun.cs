using EcgScaling.Training.Evaluation.Metrics;
using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Evaluation.Resampling;
using EcgScaling.Training.Transfer.Protocols;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Training.Transfer;

/// <summary>Fits a protocol with few labels and scores all draws together.</summary>
internal static class LabelFractionRun
{
    public static LabelFractionCurve Of(TransferSession session, TransferProtocol protocol, LabelFractions fractions, TransferOptions options, CancellationToken cancellation)
    {
        var data = session.Data;
        var points = new List<LabelFractionPoint>();
        TransferScoring? scoring = null;
        foreach (var perClass in fractions.PerClass.Distinct().Order())
        {
            var draws = new List<LabelPredictions>();
            var records = 0.0;
            for (var draw = 1; draw <= fractions.Draws; draw++)
            {
                var folds = data.Folds.Select((fold, number) => FewOf(session, fold, number, perClass, draw, options.Seed)).ToArray();
                records += folds.Average(fold => fold.Training.Count) / fractions.Draws;
                var pooled = PooledPredictions.Of(session, protocol, folds, (ulong)draw, cancellation);
                scoring ??= new TransferScoring(
                    pooled.Predictions, pooled.Decisions, [.. data.Labels.Select(_ => LabelRelation.Unseen)], data.Task.MinimumPositives, options.Metrics with { Draws = 0 }, cancellation);
                draws.Add(pooled.Predictions.Select(scoring.Counted));
            }

            points.Add(Score(perClass, records, draws, options.Metrics, cancellation));
        }

        return new LabelFractionCurve(data.Task.Name, protocol.Name, scoring!.Counted, scoring.Group(scoring.Counted).TrivialLoss, points);
    }

    private static TaskFold FewOf(TransferSession session, TaskFold fold, int number, int perClass, int draw, ulong seed)
    {
        var (data, labels) = (session.ForFold(number, fold), session.Data.Labels.Count);
        var own = new RandomStream(seed, "transfer/draw", ((long)draw * 1000) + number).NextUInt64();
        return fold with
        {
            Training = FewLabels.Draw(fold.Training, data.Targets(fold.Training), labels, perClass, own),
            Validation = FewLabels.Draw(fold.Validation, data.Targets(fold.Validation), labels, perClass, own),
        };
    }

    private static LabelFractionPoint Score(int perClass, double records, List<LabelPredictions> draws, MetricOptions options, CancellationToken cancellation)
    {
        var losses = draws.Select(draw => MetricReport.Of(draw, null, options with { Draws = 0 }, cancellation)[LabelMetric.CrossEntropy].Macro.Value).ToArray();
        var together = MetricReport.Of(Stack(draws), null, options, cancellation);
        var mean = losses.Average();
        var deviation = losses.Length < 2 ? double.NaN : Math.Sqrt(losses.Sum(loss => (loss - mean) * (loss - mean)) / (losses.Length - 1));
        return new LabelFractionPoint(perClass, records, together[LabelMetric.CrossEntropy].Macro, together[LabelMetric.Auroc].Macro, deviation);
    }

    // Every draw's predictions of a patient lie under one key, so that the bootstrap draws patients with all of them.
    private static LabelPredictions Stack(List<LabelPredictions> draws)
    {
        var (probabilities, targets, patients) = (new List<double>(), new List<float>(), new List<long>());
        foreach (var draw in draws)
        {
            for (var record = 0; record < draw.Records; record++)
            {
                for (var label = 0; label < draw.Labels.Count; label++)
                {
                    probabilities.Add(draw.Probability(record, label));
                    targets.Add(draw.Target(record, label));
                }
            }

            patients.AddRange(draw.PatientKeys);
        }

        return LabelPredictions.FromProbabilities(draws[0].Labels, (ReadOnlySpan<double>)[.. probabilities], (ReadOnlySpan<float>)[.. targets], patients, draws[0].Dataset);
    }
}
