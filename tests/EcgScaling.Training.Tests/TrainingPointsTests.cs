namespace EcgScaling.Training;

public sealed class TrainingPointsTests
{
    [Fact]
    public void The_end_is_always_a_point() => Assert.Equal([70], new TrainingPoints().Resolve(70, 8, 100));

    [Fact]
    public void Even_points_end_at_the_end() => Assert.Equal([25, 50, 75, 100], new TrainingPoints { Evenly = 4 }.Resolve(100, 8, 100));

    [Fact]
    public void Log_spaced_points_have_equal_ratios() =>
        Assert.Equal([10, 100, 1000], new TrainingPoints { LogSpaced = 3, LogStart = 0.01 }.Resolve(1000, 8, 100));

    [Fact]
    public void Intervals_do_not_drift_by_rounding()
    {
        // 100 records at 8 a step are 12.5 steps: 13, 25, 38, 50, ... and not 13, 26, 39.
        Assert.Equal([13, 25, 38, 50], new TrainingPoints { Every = Duration.Epochs(1) }.Resolve(50, 8, 100));
        Assert.Equal([13, 25, 38, 50], new TrainingPoints { Every = Duration.Records(100) }.Resolve(50, 8, 1));
    }

    [Fact]
    public void Listed_points_beyond_the_end_are_left_out() =>
        Assert.Equal([5, 9, 40], new TrainingPoints { At = [Duration.Steps(9), Duration.Steps(5), Duration.Steps(99)] }.Resolve(40, 8, 100));
}
