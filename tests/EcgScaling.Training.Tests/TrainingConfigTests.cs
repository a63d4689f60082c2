using EcgScaling.Training.Optimisation;

namespace EcgScaling.Training;

public sealed class TrainingConfigTests
{
    [Fact]
    public void Json_reads_back_equal()
    {
        var config = new TrainingConfig
        {
            Duration = Duration.Records(20_000),
            EmaDecay = 0.99,
            EarlyStop = new EarlyStopConfig { Patience = 3 },
            Schedule = new ScheduleConfig { Kind = ScheduleKind.Wsd },
            Checkpoints = new() { Points = new TrainingPoints { LogSpaced = 5, At = [Duration.Steps(3)] } },
            Precision = Precision.BFloat16,
        };
        Assert.Equal(config, TrainingConfig.FromJson(config.ToJson()));
        Assert.Equal(new TrainingConfig(), TrainingConfig.FromJson("{}"));
    }

    [Fact]
    public void Unknown_keys_are_refused_by_name() =>
        Assert.Contains("batchsize", Assert.Throws<SpecException>(() => TrainingConfig.FromJson("""{"batchsize": 3}""")).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_problem_is_listed_at_once()
    {
        var error = Assert.Throws<SpecException>(() => new TrainingConfig
        {
            BatchSize = 0,
            ClipNorm = -1,
            Device = "gpu",
            Optimizer = new OptimizerConfig { Beta1 = 1 },
            Schedule = new ScheduleConfig { WarmUp = 2 },
        }.Validate());
        Assert.Equal(5, error.Problems.Count);
        Assert.Contains("'cuda'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_follows_what_decides_the_weights_and_nothing_else()
    {
        var config = new TrainingConfig();
        Assert.Equal(config.Hash(), (config with { LogEverySteps = 3 }).Hash());
        Assert.NotEqual(config.Hash(), (config with { Seed = 1 }).Hash());
        Assert.NotEqual(config.Hash(), (config with { Optimizer = new OptimizerConfig { Beta2 = 0.95 } }).Hash());
    }

    [Fact]
    public void A_plateau_without_evaluations_is_refused()
    {
        var config = new TrainingConfig { Schedule = new ScheduleConfig { Kind = ScheduleKind.Plateau }, Evaluation = new() { Points = new TrainingPoints() } };
        Assert.Contains("Evaluation.Points", Assert.Throws<SpecException>(config.Validate).Message, StringComparison.Ordinal);
    }
}
