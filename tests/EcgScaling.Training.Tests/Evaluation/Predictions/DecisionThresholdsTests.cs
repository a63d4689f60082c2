using EcgScaling.Training.Evaluation.Metrics;
using EcgScaling.Training.Evaluation.Resampling;
using EcgScaling.Training.Toys;

namespace EcgScaling.Training.Evaluation.Predictions;

public sealed class DecisionThresholdsTests
{
    private static readonly MetricOptions Once = new() { Draws = 0 };

    [Fact]
    public void The_best_thresholds_reach_what_scikit_learns_curves_reach()
    {
        // Measured on the same records under another name, which is what this test alone wants.
        var predictions = MetricsGolden.Predictions("elsewhere");
        var f1 = MetricReport.Of(predictions, DecisionThresholds.ChooseOn(MetricsGolden.Predictions()), Once);
        var youden = MetricReport.Of(predictions, DecisionThresholds.ChooseOn(MetricsGolden.Predictions(), ThresholdRule.Youden), Once);
        for (var label = 0; label < 5; label++)
        {
            Assert.Equal(MetricsGolden.Number(MetricsGolden.Json["bestF1"]![label]), f1[LabelMetric.F1].PerLabel[label].Value, 1e-12);
            Assert.Equal(
                MetricsGolden.Number(MetricsGolden.Json["bestYouden"]![label]),
                youden[LabelMetric.Sensitivity].PerLabel[label].Value + youden[LabelMetric.Specificity].PerLabel[label].Value - 1,
                1e-12);
        }
    }

    [Fact]
    public void Measuring_where_they_were_chosen_is_refused()
    {
        var thresholds = DecisionThresholds.ChooseOn(MetricsGolden.Predictions());
        var error = Assert.Throws<SpecException>(() => MetricReport.Of(MetricsGolden.Predictions(), thresholds));
        Assert.Contains("240 of 240 records belong to patients on whom the thresholds were chosen", error.Message, StringComparison.Ordinal);
        var oneShared = LabelPredictions.FromLogits(MetricsGolden.Labels, new float[10], new float[10], [7, 1000]);
        Assert.Contains("1 of 2", Assert.Throws<SpecException>(() => MetricReport.Of(oneShared, thresholds)).Message, StringComparison.Ordinal);
        var none = LabelPredictions.FromLogits(MetricsGolden.Labels, new float[10], new float[10], [1001, 1000]);
        Assert.Equal("GreatestF1 on 240 validation records", MetricReport.Of(none, thresholds, Once).ThresholdOrigin);
    }

    [Fact]
    public void Between_two_probabilities_the_threshold_lies_in_the_middle()
    {
        var thresholds = DecisionThresholds.ChooseOn(LabelPredictions.FromProbabilities(["a"], [0.1, 0.3, 0.7, 0.9], [0, 0, 1, 1], [1, 2, 3, 4]));
        Assert.Equal(0.5, thresholds.Of("a"), 1e-15);
        Assert.Contains("'b'", Assert.Throws<ArgumentException>(() => thresholds.Of("b")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_without_positives_has_no_threshold_and_is_listed()
    {
        var thresholds = DecisionThresholds.ChooseOn(MetricsGolden.Predictions("validation"));
        Assert.True(double.IsNaN(thresholds.Of("never")));
        var test = LabelPredictions.FromProbabilities(MetricsGolden.Labels, [0.5, 0.5, 0.5, 0.5, 0.5], [1, 1, 1, 1, 1], [1]);
        Assert.Contains(MetricReport.Of(test, thresholds, Once)[LabelMetric.F1].LeftOut, label => label is { Label: "never", Reason: "no threshold could be chosen for it" });
    }

    [Fact]
    public void Given_thresholds_are_probabilities_of_known_origin()
    {
        Assert.Contains("1.5", Assert.Throws<ArgumentException>(() => DecisionThresholds.Given(["a"], [1.5], "a paper")).Message, StringComparison.Ordinal);
        Assert.Contains("2 thresholds for the 1 labels", Assert.Throws<ArgumentException>(() => DecisionThresholds.Given(["a"], [0.5, 0.5], "a paper")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DecisionThresholds.Given(["a"], [0.5], " "));
    }

    [Theory]
    [InlineData(2f, 0f, "FromLogits")]
    [InlineData(0.5f, 3f, "target is 3")]
    [InlineData(float.NaN, 0f, "probability is NaN")]
    public void Predictions_out_of_range_name_the_record_and_the_label(float probability, float target, string part)
    {
        var error = Assert.Throws<ArgumentException>(() => LabelPredictions.FromProbabilities(["a", "b"], [0.5f, 0.5f, 0.5f, probability], [1, 0, 0, target], [1, 2]));
        Assert.Contains("Record 1, label 'b'", error.Message, StringComparison.Ordinal);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_are_chosen_by_name()
    {
        var some = MetricsGolden.Predictions().Select(["even", "frequent"]);
        Assert.Equal(MetricsGolden.Predictions().Probability(3, 2), some.Probability(3, 0));
        Assert.Equal(MetricsGolden.Predictions().Target(4, 0), some.Target(4, 1));
        Assert.Throws<ArgumentException>(() => some.Select(["rare"]));
        Assert.Throws<ArgumentException>(() => LabelPredictions.FromLogits(["a", "a"], [0, 0], [0, 0], [1]));
    }
}
