using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Evaluation.Metrics;

public sealed class MetricComparisonTests
{
    private static readonly MetricOptions Options = new() { Draws = 400 };

    [Fact]
    public void Pairing_narrows_the_interval_and_changing_sides_changes_the_sign()
    {
        var (better, worse) = (Model(0.0), Model(0.6));
        var comparison = MetricComparison.Of(better, worse, options: Options);
        var auroc = comparison[LabelMetric.Auroc].Macro;
        var (one, other) = (MetricReport.Of(better, null, Options)[LabelMetric.Auroc].Macro, MetricReport.Of(worse, null, Options)[LabelMetric.Auroc].Macro);
        Assert.Equal(one.Value - other.Value, auroc.Value, 1e-12);
        Assert.True(auroc.High - auroc.Low < 0.8 * Math.Sqrt(Math.Pow(one.High - one.Low, 2) + Math.Pow(other.High - other.Low, 2)), $"{auroc}");
        Assert.True(auroc.Low > 0 && auroc.TwoSided < 0.05, $"{auroc}");
        Assert.True(comparison[LabelMetric.CrossEntropy].Micro!.High < 0, "the better model has the lower loss");
        var turned = MetricComparison.Of(worse, better, options: Options)[LabelMetric.Auroc].Macro;
        Assert.Equal(-auroc.High, turned.Low, 1e-12);
        Assert.Equal(-auroc.Low, turned.High, 1e-12);
    }

    [Fact]
    public void A_model_does_not_differ_from_itself()
    {
        var thresholds = DecisionThresholds.Half(["a"]);
        var comparison = MetricComparison.Of(Model(0), Model(0), thresholds, thresholds, Options);
        Assert.All(comparison.Metrics, summary => Assert.Equal((0.0, 0.0, 0.0, 1.0), (summary.Macro.Value, summary.Macro.Low, summary.Macro.High, summary.Macro.TwoSided)));
    }

    [Fact]
    public void Records_that_differ_are_refused()
    {
        var model = Model(0);
        Assert.Contains("Select", Assert.Throws<ArgumentException>(() => MetricComparison.Of(model, LabelPredictions.FromLogits(["b"], [0], [1], [1]))).Message, StringComparison.Ordinal);
        Assert.Contains("patients", Assert.Throws<ArgumentException>(() => MetricComparison.Of(model, LabelPredictions.FromLogits(["a"], [0], [1], [1]))).Message, StringComparison.Ordinal);
        var (first, second) = (LabelPredictions.FromLogits(["a"], [0, 0], [1, 0], [1, 2]), LabelPredictions.FromLogits(["a"], [0, 0], [0, 0], [1, 2]));
        Assert.Contains("Record 0", Assert.Throws<ArgumentException>(() => MetricComparison.Of(first, second)).Message, StringComparison.Ordinal);
        Assert.Contains("both", Assert.Throws<ArgumentException>(() => MetricComparison.Of(first, first, DecisionThresholds.Half(["a"]))).Message, StringComparison.Ordinal);
    }

    /// <summary>Scores of one signal, with more or less noise of their own.</summary>
    private static LabelPredictions Model(double noise)
    {
        var (signal, own) = (new RandomStream(8, "signal"), new RandomStream(9, "noise"));
        var (logits, targets) = (new float[500], new float[500]);
        for (var record = 0; record < logits.Length; record++)
        {
            targets[record] = signal.NextBoolean(0.3) ? 1 : 0;
            logits[record] = (float)(signal.NextGaussian(1.5 * targets[record], 1) - 1 + (noise * own.NextGaussian()));
        }

        return LabelPredictions.FromLogits(["a"], logits, targets, [.. Enumerable.Range(0, 500).Select(record => (long)(record / 2))]);
    }
}
