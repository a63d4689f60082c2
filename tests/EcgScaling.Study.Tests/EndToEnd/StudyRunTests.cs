using EcgScaling.Study.Results;
using EcgScaling.Study.Running;
using EcgScaling.Study.Storing;
using EcgScaling.Training;
using EcgScaling.Training.Checkpoints;
using EcgScaling.Training.Evaluation;
using EcgScaling.Training.Optimisation;
using Microsoft.Extensions.Logging;

namespace EcgScaling.Study.Tests.EndToEnd;

/// <summary>Whole studies on a handful of synthetic records, in this process. libtorch's state is the process's, so these run one after the other.</summary>
[Collection("torch")]
public sealed class StudyRunTests : IDisposable
{
    private static readonly LocalRun Here = new() { Workers = 0 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_study_runs_from_records_to_report_and_running_it_again_repeats_nothing()
    {
        var run = Small().Plan().In(_folder["study"]);
        var analysis = await run.RunAsync(Here);
        Assert.True(analysis.Results.Complete);
        Assert.Equal(run.Plan.Trials.Length, analysis.Results.Trials.Length);
        Assert.All(analysis.Results.Trials, trial =>
        {
            var planned = run.Plan.Trials.Single(other => other.Key == trial.Key);
            Assert.True(double.IsFinite(trial.Loss) && trial.Loss > 0);
            Assert.Equal(planned.Parameters, trial.Parameters);
            Assert.Equal(planned.Steps, trial.Steps);
            Assert.Equal(planned.Flops, trial.Flops);
            Assert.Equal(planned.Spec.Records, trial.Records);
            Assert.InRange(trial.Patients, 1, trial.Records);
            Assert.Equal(run.Plan.Data.HeldOutRecords, trial.Evaluations[0].Records);
            Assert.Matches("^[0-9a-f]{64}$", trial.WeightsHash);
        });

        var report = run.WriteReport(analysis);
        var html = await File.ReadAllTextAsync(report);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"http", html, StringComparison.Ordinal);
        Assert.Equal(run.Plan.Trials.Length + 1, File.ReadAllLines(Path.Combine(run.Folder.ReportPath, "trials.csv")).Length);

        var written = Directory.EnumerateFiles(run.Folder.TrialsPath, "result.json", SearchOption.AllDirectories).ToDictionary(path => path, File.GetLastWriteTimeUtc);
        var again = await Small().Plan().In(_folder["study"]).RunAsync(Here);
        Assert.Equal(Losses(analysis), Losses(again));
        Assert.All(written, pair => Assert.Equal(pair.Value, File.GetLastWriteTimeUtc(pair.Key)));
    }

    [Fact]
    public async Task Stopped_in_the_middle_and_run_again_it_gives_the_numbers_of_an_uninterrupted_run()
    {
        var whole = Losses(await Small().Plan().In(_folder["whole"]).RunAsync(Here));
        var run = Small().Plan().In(_folder["stopped"]);
        foreach (var steps in (long[])[2, 9, 5])
        {
            // Each round stops in the middle of a trial, after so many steps of it.
            Assert.Equal(WorkerExit.Requeue, await ActingRunner.WorkAsync(run, steps, (_, stop) => stop.Cancel()));
            Assert.Contains(run.Status().Trials, item => item.Status.State == TrialState.Interrupted);
        }

        var finished = await run.RunAsync(Here);
        Assert.Equal(whole, Losses(finished));
        Assert.Contains(finished.Results.Trials, trial => trial.Run.Attempts > 1);
    }

    [Fact]
    public async Task Asked_to_stop_a_run_says_so_and_keeps_what_it_has()
    {
        var run = Small().Plan().In(_folder["study"]);
        using var stop = new CancellationTokenSource();
        using var loggers = new StoppingLog(stop, "started");
        var stopped = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.RunAsync(Here, loggers: loggers, cancellation: stop.Token));
        Assert.Contains("Run it again to go on", stopped.Message, StringComparison.Ordinal);
        Assert.Contains(run.Status().Trials, item => item.Status.State == TrialState.Interrupted);
        Assert.True((await run.RunAsync(Here)).Results.Complete);
    }

    [Fact]
    public async Task Extending_a_study_runs_the_new_trials_alone()
    {
        await Small().Plan().In(_folder["study"]).RunAsync(Here);
        var claims = Directory.EnumerateFiles(_folder["study", "trials"], "*.json", SearchOption.AllDirectories).Count(path => path.Contains("claims", StringComparison.Ordinal));
        var longer = Small().Seeds(1, 2).Plan().In(_folder["study"]);
        var analysis = await longer.RunAsync(Here);
        Assert.True(analysis.Results.Complete);
        var after = Directory.EnumerateFiles(_folder["study", "trials"], "*.json", SearchOption.AllDirectories).Count(path => path.Contains("claims", StringComparison.Ordinal));
        Assert.Equal(2 * claims, after);
    }

    [Fact]
    public async Task A_trial_that_diverges_is_reported_and_the_others_are_not_touched()
    {
        var study = Small().Paradigms(arms => arms.Supervised(arm => arm with
        {
            Name = "too fast",
            Families = ["resnet1d"],
            DataSizes = [60],
            Training = Training(new TrainingConfig()) with { LearningRate = new LearningRateConfig { Value = 1e30, Rule = LearningRateRule.Fixed }, ClipNorm = null },
        }));
        var analysis = await study.Plan().In(_folder["study"]).RunAsync(Here);
        Assert.False(analysis.Results.Complete);
        Assert.All(analysis.Results.Unfinished, trial =>
        {
            Assert.Equal("too fast", trial.Trial.Spec.Arm);
            Assert.Equal(FailureKind.Diverged, trial.Status.Failure!.Kind);
            Assert.Contains("diverged at step", trial.Status.Failure.Message, StringComparison.Ordinal);
        });
        Assert.Equal(6, analysis.Results.Trials.Length);
        Assert.Contains(analysis.Warnings, warning => warning.Contains("2 of 8 trials have no result", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_study_on_records_that_are_only_declared_plans_but_does_not_run()
    {
        var run = Small().Data(data => data.Declared("CODE", 10_000, 8000)).Plan().In(_folder["study"]);
        var error = await Assert.ThrowsAsync<SpecException>(() => run.RunAsync(Here));
        Assert.Contains("only declared", error.Message, StringComparison.Ordinal);
    }

    private static ScalingStudy Small() => ScalingStudy.Create("tiny")
        .Data(data => data.Synthetic(exams: 150, rate: new SampleRate(100), samples: 256).Preprocess("leads(8)").HoldOut(test: 0.3).Sizes(30, 60))
        .Models(models => models.ResNet1D(2_000, 6_000).Transformer(3_000))
        .Paradigms(paradigms => paradigms.Supervised(arm => arm with { Families = ["resnet1d"] }).Masked(arm => arm with { Families = ["ecgtransformer"] }))
        .Training(Training);

    private static TrainingConfig Training(TrainingConfig training) => training with
    {
        Duration = Duration.Steps(24),
        BatchSize = 8,
        Evaluation = new EvaluationPlan { Points = new TrainingPoints { Evenly = 2 }, BootstrapResamples = 20 },
        Checkpoints = new CheckpointPlan { Points = new TrainingPoints { Evenly = 3 } },
    };

    private static IEnumerable<(string, long, double, string?)> Losses(StudyAnalysis analysis) =>
        [.. analysis.Results.Trials.Select(trial => (trial.Key, BitConverter.DoubleToInt64Bits(trial.Loss), trial.TrainingLoss, trial.WeightsHash))];

    /// <summary>Asks to stop when a line with some words is logged.</summary>
    private sealed class StoppingLog(CancellationTokenSource stop, string words) : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception).Contains(words, StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        }

        public void Dispose()
        {
        }
    }
}
