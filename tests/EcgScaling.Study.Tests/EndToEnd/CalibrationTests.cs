using EcgScaling.Study.Calibrating;
using EcgScaling.Study.Planning;
using EcgScaling.Training;

namespace EcgScaling.Study.Tests.EndToEnd;

/// <summary>A calibration on this machine. libtorch's state is the process's, so these run one after the other.</summary>
[Collection("torch")]
public sealed class CalibrationTests
{
    [Fact]
    public void Each_family_and_paradigm_is_measured_once_and_what_was_measured_is_kept()
    {
        var plan = Small().Resolve(Sample.Catalog());
        var told = new List<string>();
        var options = new CalibrationOptions { Sizes = 2, Steps = 2 };
        var first = StudyCalibration.Measure(plan, options: options, progress: new Told(told));
        Assert.Equal(6, first.Points.Length);
        Assert.All(first.Points, point => Assert.True(point.SecondsPerStep > 0 && point.SecondsPerFlop > 0));
        Assert.True((plan with { Options = new PlanOptions { Calibration = first } }).Calibrated);

        told.Clear();
        var second = StudyCalibration.Measure(plan, first, options, new Told(told));
        Assert.Empty(told);
        Assert.Equal(first.Points.AsEnumerable(), second.Points);
        Assert.Equal(12, StudyCalibration.Measure(plan, first with { Machine = "another" }, options).Points.Length + 6);
    }

    private static ScalingStudy Small() => ScalingStudy.Create("small")
        .Data(data => data.Synthetic(exams: 500).Sizes(100, 200))
        .Models(models => models.ResNet1D(2_000, 5_000, 9_000).Transformer(3_000))
        .Paradigms(paradigms => paradigms.Supervised().Masked())
        .Training(training => training with { Duration = Duration.Steps(10), BatchSize = 4 });

    private sealed class Told(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }
}
