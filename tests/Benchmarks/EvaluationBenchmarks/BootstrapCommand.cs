using System.Diagnostics;
using System.Globalization;
using EcgScaling.Training.Evaluation.Metrics;
using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Benchmarks.Evaluation;

/// <summary>Times a report with intervals.</summary>
internal static class BootstrapCommand
{
    private const int Records = 10_000;
    private const int Labels = 26;

    public static int Run()
    {
        var (first, second) = (Predictions("first"), Predictions("second"));
        var thresholds = DecisionThresholds.Half(first.Labels);
        MetricReport.Of(first, thresholds, new MetricOptions { Draws = 40 });
        Time("all ten metrics, percentile intervals", () => MetricReport.Of(first, thresholds));
        Time("all ten metrics, BCa intervals", () => MetricReport.Of(first, thresholds, new MetricOptions { Interval = IntervalKind.BiasCorrected }));
        Time("paired differences of two models", () => MetricComparison.Of(first, second, thresholds, thresholds));
        return 0;
    }

    private static void Time(string what, Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Labels} classes x {Records} records, 1,000 draws, {what}: {watch.Elapsed.TotalSeconds:F2} s"));
    }

    private static LabelPredictions Predictions(string purpose)
    {
        var (truth, noise) = (new RandomStream(1, "truth"), new RandomStream(1, purpose));
        var (logits, targets) = (new float[Records * Labels], new float[Records * Labels]);
        for (var i = 0; i < logits.Length; i++)
        {
            targets[i] = truth.NextBoolean(0.02 + (0.01 * (i % Labels))) ? 1 : 0;
            logits[i] = (float)noise.NextGaussian((2 * targets[i]) - 2, 1);
        }

        return LabelPredictions.FromLogits([.. Enumerable.Range(0, Labels).Select(label => $"class{label}")], logits, targets, [.. Enumerable.Range(0, Records).Select(record => (long)(record / 2))]);
    }
}
