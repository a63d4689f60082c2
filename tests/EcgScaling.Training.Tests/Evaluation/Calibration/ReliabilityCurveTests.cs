using EcgScaling.Training.Evaluation.Metrics;
using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Evaluation.Resampling;
using EcgScaling.Training.Toys;

namespace EcgScaling.Training.Evaluation.Calibration;

public sealed class ReliabilityCurveTests
{
    [Fact]
    public void Bins_equal_scikit_learns_calibration_curve()
    {
        var curve = ReliabilityCurve.Of(MetricsGolden.Predictions(), "frequent", 10);
        Assert.Equal(MetricsGolden.Numbers(MetricsGolden.Json["curve"]!["frequency"]!), curve.Bins.Select(bin => bin.Frequency), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(MetricsGolden.Numbers(MetricsGolden.Json["curve"]!["mean"]!), curve.Bins.Select(bin => bin.MeanProbability), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Its_error_is_that_of_the_report()
    {
        var report = MetricReport.Of(MetricsGolden.Predictions(), null, new MetricOptions { Draws = 0 })[LabelMetric.CalibrationError];
        for (var label = 0; label < 5; label++)
        {
            var curve = ReliabilityCurve.Of(MetricsGolden.Predictions(), MetricsGolden.Labels[label]);
            Assert.Equal(report.PerLabel[label].Value, curve.ExpectedError, 1e-12);
            Assert.InRange(curve.GreatestError, curve.ExpectedError, 1);
        }
    }

    [Fact]
    public void Bins_of_equal_count_split_small_probabilities()
    {
        var probabilities = Enumerable.Range(0, 100).Select(record => record / 5000.0).ToArray();
        var predictions = LabelPredictions.FromProbabilities(["rare"], probabilities, new float[100], [.. Enumerable.Range(0, 100).Select(record => (long)record)]);
        Assert.Single(ReliabilityCurve.Of(predictions, "rare", 4).Bins);
        Assert.Equal([25, 25, 25, 25], ReliabilityCurve.Of(predictions, "rare", 4, ReliabilityBinning.EqualCount).Bins.Select(bin => bin.Count));
        Assert.Equal(100, ReliabilityCurve.Pooled(predictions, 4, ReliabilityBinning.EqualCount).Bins.Sum(bin => bin.Count));
    }

    [Fact]
    public void A_frequencys_interval_is_Wilsons()
    {
        // 8 of 10: Wilson's 95 % interval is 0.4902 to 0.9433 (Newcombe 1998 gives the method).
        var predictions = LabelPredictions.FromProbabilities(["a"], Enumerable.Repeat(0.7, 10).ToArray(), [1, 1, 1, 1, 1, 1, 1, 1, 0, 0], [.. Enumerable.Range(0, 10).Select(record => (long)record)]);
        var bin = Assert.Single(ReliabilityCurve.Of(predictions, "a").Bins);
        Assert.Equal((0.4902, 0.9433), (Math.Round(bin.FrequencyLow, 4), Math.Round(bin.FrequencyHigh, 4)));
    }

    [Fact]
    public void Curves_are_drawn_and_nothing_known_gives_none()
    {
        Assert.Contains("<svg", ReliabilityCurve.ToFigure([ReliabilityCurve.Pooled(MetricsGolden.Predictions())]).ToSvg(), StringComparison.Ordinal);
        var nothing = ReliabilityCurve.Of(LabelPredictions.FromLogits(["a"], [0], [float.NaN], [1]), "a");
        Assert.Empty(nothing.Bins);
        Assert.True(double.IsNaN(nothing.ExpectedError) && double.IsNaN(nothing.GreatestError));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReliabilityCurve.Of(MetricsGolden.Predictions(), "rare", 0));
    }
}
