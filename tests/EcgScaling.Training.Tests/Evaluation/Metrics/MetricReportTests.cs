using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Evaluation.Resampling;
using EcgScaling.Training.Toys;

namespace EcgScaling.Training.Evaluation.Metrics;

public sealed class MetricReportTests
{
    private static readonly DecisionThresholds Thresholds = DecisionThresholds.Given(MetricsGolden.Labels, MetricsGolden.Thresholds, "the golden file");

    [Fact]
    public void Every_metric_of_every_label_equals_scikit_learns()
    {
        var report = MetricReport.Of(MetricsGolden.Predictions(), Thresholds, new MetricOptions { Draws = 0 });
        foreach (var metric in Enum.GetValues<LabelMetric>())
        {
            for (var label = 0; label < MetricsGolden.Labels.Count; label++)
            {
                Assert.Equal(Expected("perLabel", label, metric), report[metric].PerLabel[label].Value, 1e-12);
            }
        }
    }

    [Fact]
    public void Weighted_records_equal_scikit_learns_sample_weights()
    {
        // A weight is a repetition, which is how the bootstrap uses it.
        var weights = MetricsGolden.Numbers(MetricsGolden.Json["weights"]!);
        var repeated = Enumerable.Range(0, MetricsGolden.Records).SelectMany(record => Enumerable.Repeat(record, (int)weights[record])).ToArray();
        var (labels, all) = (MetricsGolden.Labels, MetricsGolden.Predictions());
        var predictions = LabelPredictions.FromProbabilities(
            labels,
            [.. repeated.SelectMany(record => labels.Select((_, label) => all.Probability(record, label)))],
            [.. repeated.SelectMany(record => labels.Select((_, label) => all.Target(record, label)))],
            [.. repeated.Select(record => (long)record)]);
        var report = MetricReport.Of(predictions, Thresholds, new MetricOptions { Draws = 0 });
        foreach (var metric in Enum.GetValues<LabelMetric>().Where(metric => metric != LabelMetric.CalibrationError))
        {
            for (var label = 0; label < labels.Count; label++)
            {
                Assert.Equal(Expected("weighted", label, metric), report[metric].PerLabel[label].Value, 1e-12);
                Assert.Equal(report[metric].PerLabel[label].Value, Pass(all, label, weights).Metric(metric)[System.Numerics.Vector<double>.Count - 1], 1e-12);
            }
        }
    }

    [Fact]
    public void Pooled_labels_equal_scikit_learns()
    {
        var report = MetricReport.Of(MetricsGolden.Predictions(), Thresholds, new MetricOptions { Draws = 0 });
        foreach (var metric in (LabelMetric[])[LabelMetric.CrossEntropy, LabelMetric.Brier, LabelMetric.F1, LabelMetric.Sensitivity, LabelMetric.PositivePredictiveValue])
        {
            Assert.Equal(MetricsGolden.Number(MetricsGolden.Json["micro"]![Name(metric)]), report[metric].Micro!.Value, 1e-12);
        }

        Assert.Null(report[LabelMetric.Auroc].Micro);
    }

    [Fact]
    public void Labels_without_a_value_are_listed_with_the_reason_and_not_averaged()
    {
        var report = MetricReport.Of(MetricsGolden.Predictions(), Thresholds, new MetricOptions { Draws = 0 });
        var auroc = report[LabelMetric.Auroc];
        Assert.Equal(["never", "always"], auroc.LeftOut.Select(label => label.Label));
        Assert.Contains("no positives among", auroc.LeftOut[0].Reason, StringComparison.Ordinal);
        Assert.Contains("no negatives among", auroc.LeftOut[1].Reason, StringComparison.Ordinal);
        Assert.Equal(auroc.PerLabel.Take(3).Average(estimate => estimate.Value), auroc.Macro.Value, 1e-12);
        Assert.Equal("never", Assert.Single(report[LabelMetric.F1].LeftOut).Label);
        Assert.Empty(report[LabelMetric.CrossEntropy].LeftOut);
        var fewer = MetricReport.Of(MetricsGolden.Predictions(), Thresholds, new MetricOptions { Draws = 0, MinimumPositives = 40 })[LabelMetric.Auroc];
        Assert.Equal(["rare", "never", "always"], fewer.LeftOut.Select(label => label.Label));
        Assert.Contains("fewer than 40", fewer.LeftOut[0].Reason, StringComparison.Ordinal);
        Assert.Equal((fewer.PerLabel[0].Value + fewer.PerLabel[2].Value) / 2, fewer.Macro.Value, 1e-12);
    }

    [Fact]
    public void A_label_known_nowhere_and_one_never_decided_have_no_value()
    {
        var predictions = LabelPredictions.FromLogits(["unknown", "shy"], [0, -3, 0, -2, 0, -4], [float.NaN, 1, float.NaN, 0, float.NaN, 0], [1, 2, 3]);
        var report = MetricReport.Of(predictions, DecisionThresholds.Half(predictions.Labels), new MetricOptions { Draws = 0 });
        Assert.All(report.Metrics, summary => Assert.Contains(summary.LeftOut, label => label is { Label: "unknown", Reason: "no record is known" }));
        Assert.Contains(report[LabelMetric.PositivePredictiveValue].LeftOut, label => label is { Label: "shy", Reason: "no record is decided positive" });
        Assert.Equal(0, report[LabelMetric.F1].PerLabel[1].Value);
        Assert.Equal(new LabelCounts("unknown", 0, 0, 3, 0.5), report.Counts[0]);
    }

    [Fact]
    public void Without_thresholds_there_are_no_decisions()
    {
        var report = MetricReport.Of(MetricsGolden.Predictions(), null, new MetricOptions { Draws = 0 });
        Assert.Contains("ChooseOn(validation)", Assert.Throws<ArgumentException>(() => report[LabelMetric.F1]).Message, StringComparison.Ordinal);
        Assert.Equal(5, report.Metrics.Length);
    }

    [Theory]
    [InlineData(IntervalKind.Percentile)]
    [InlineData(IntervalKind.BiasCorrected)]
    public void Draws_depend_on_the_seed_alone_and_intervals_hold_the_value(IntervalKind kind)
    {
        var options = new MetricOptions { Draws = 203, Interval = kind };
        var report = MetricReport.Of(MetricsGolden.Predictions(), Thresholds, options);
        var again = MetricReport.Of(MetricsGolden.Predictions(), Thresholds, options);
        var other = MetricReport.Of(MetricsGolden.Predictions(), Thresholds, options with { Seed = 1 });
        foreach (var summary in report.Metrics)
        {
            Assert.Equal(summary.PerLabel.AsEnumerable(), again[summary.Metric].PerLabel);
            if (summary.Metric != LabelMetric.CalibrationError)
            {
                Assert.InRange(summary.Macro.Value, summary.Macro.Low, summary.Macro.High);
            }
        }

        Assert.NotEqual(report[LabelMetric.Auroc].Macro.Low, other[LabelMetric.Auroc].Macro.Low);
    }

    [Fact]
    public void A_draw_has_the_metrics_of_the_records_it_draws()
    {
        // The third draw, counted out: repeating records as the bootstrap drew them gives the value that the report holds for that draw.
        var (labels, all) = (MetricsGolden.Labels, MetricsGolden.Predictions());
        var draws = MetricDraws.Run(all, Thresholds, new MetricOptions { Draws = 7, Seed = 5 }, CancellationToken.None);
        var weights = new PatientBootstrap(all.PatientKeys, 7, 5).Weights(2);
        var repeated = Enumerable.Range(0, all.Records).SelectMany(record => Enumerable.Repeat(record, weights[record])).ToArray();
        var predictions = LabelPredictions.FromProbabilities(
            labels,
            [.. repeated.SelectMany(record => labels.Select((_, label) => all.Probability(record, label)))],
            [.. repeated.SelectMany(record => labels.Select((_, label) => all.Target(record, label)))],
            [.. repeated.Select(record => (long)record)]);
        var report = MetricReport.Of(predictions, Thresholds, new MetricOptions { Draws = 0 });
        for (var metric = 0; metric < draws.Metrics.Length; metric++)
        {
            Assert.Equal(report[draws.Metrics[metric]].PerLabel[0].Value, draws.Draws(metric, 0)[2], 1e-12);
            Assert.Equal(report[draws.Metrics[metric]].Macro.Value, draws.Draws(metric, draws.Macro)[2], 1e-12);
        }
    }

    [Fact]
    public void Bias_corrected_intervals_cover_the_truth_about_as_often_as_they_say()
    {
        // Binormal scores one deviation apart: the true area is Phi(1 / sqrt 2) = 0.7602.
        var stream = new RandomStream(3, "coverage");
        var covered = 0;
        for (var repeat = 0; repeat < 200; repeat++)
        {
            var (scores, targets) = (new float[120], new float[120]);
            for (var record = 0; record < 120; record++)
            {
                targets[record] = record % 4 == 0 ? 1 : 0;
                scores[record] = (float)stream.NextGaussian(targets[record], 1);
            }

            var estimate = MetricReport.Of(
                LabelPredictions.FromLogits(["a"], scores, targets, [.. Enumerable.Range(0, 120).Select(record => (long)record)]),
                null,
                new MetricOptions { Draws = 200, Interval = IntervalKind.BiasCorrected, Level = 0.9 })[LabelMetric.Auroc].Macro;
            covered += estimate.Low <= 0.76024994 && 0.76024994 <= estimate.High ? 1 : 0;
        }

        Assert.InRange(covered / 200.0, 0.83, 0.96);
    }

    [Fact]
    public void Options_out_of_range_are_listed_at_once()
    {
        var error = Assert.Throws<SpecException>(() => MetricReport.Of(MetricsGolden.Predictions(), null, new MetricOptions { Draws = -1, Level = 1, MinimumPositives = 0 }));
        Assert.Equal(3, error.Problems.Count);
        Assert.Throws<OperationCanceledException>(() => MetricReport.Of(MetricsGolden.Predictions(), cancellation: new CancellationToken(canceled: true)));
    }

    private static double Expected(string part, int label, LabelMetric metric) => MetricsGolden.Number(MetricsGolden.Json[part]![label]![Name(metric)]);

    private static string Name(LabelMetric metric) => char.ToLowerInvariant(metric.ToString()[0]) + metric.ToString()[1..];

    private static ColumnSums Pass(LabelPredictions predictions, int label, double[] weights) =>
        new SortedColumn(predictions, label, MetricsGolden.Thresholds[label])
            .Pass([.. weights.SelectMany(weight => Enumerable.Repeat(weight, System.Numerics.Vector<double>.Count))]);
}
