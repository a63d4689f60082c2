using System.Collections.Concurrent;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Results;
using EcgScaling.Study.Running;
using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Tests.Running;

public sealed class StudyWorkerTests : IDisposable
{
    private static readonly WorkerOptions Quick = new() { Poll = TimeSpan.FromMilliseconds(10) };
    private readonly TemporaryFolder _folder = new();
    private readonly StudyPlan _plan = StudyPresets.CpuSmoke.Resolve(Sample.Catalog());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Workers_side_by_side_run_every_trial_once()
    {
        var runs = new ConcurrentBag<string>();
        var exits = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Worker(new Scripted((trial, _, _) =>
        {
            runs.Add(trial.Key);
            return Task.FromResult(Sample.Result(trial.Key, 1));
        })).RunAsync())));
        Assert.All(exits, exit => Assert.Equal(WorkerExit.Done, exit));
        Assert.Equal(_plan.Trials.Select(trial => trial.Key).Order(), runs.Order());
    }

    [Fact]
    public async Task One_trial_that_diverges_does_not_stop_the_others()
    {
        var bad = _plan.Trials[3].Key;
        var exit = await Worker(new Scripted((trial, _, _) => trial.Key == bad
            ? throw new TrialFailedException(FailureKind.Diverged, "loss became NaN at step 7")
            : Task.FromResult(Sample.Result(trial.Key, 1)))).RunAsync();
        Assert.Equal(WorkerExit.Failed, exit);
        var results = StudyResults.Read(_plan, Store());
        Assert.Equal(_plan.Trials.Length - 1, results.Trials.Length);
        var failed = Assert.Single(results.Unfinished);
        Assert.Equal(TrialState.Failed, failed.Status.State);
        Assert.Equal("loss became NaN at step 7", failed.Status.Failure!.Message);
        Assert.Equal(1, failed.Status.Failure.Attempts);
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again_up_to_the_limit()
    {
        var tries = new ConcurrentDictionary<string, int>();
        var (flaky, broken) = (_plan.Trials[0].Key, _plan.Trials[1].Key);
        var exit = await Worker(new Scripted((trial, _, _) =>
        {
            var number = tries.AddOrUpdate(trial.Key, 1, (_, before) => before + 1);
            return trial.Key == broken || (trial.Key == flaky && number == 1)
                ? throw new IOException("No space left on device")
                : Task.FromResult(Sample.Result(trial.Key, 1));
        })).RunAsync();
        Assert.Equal(WorkerExit.Failed, exit);
        Assert.Equal(2, tries[flaky]);
        Assert.Equal(3, tries[broken]);
        Assert.Equal(TrialState.Done, Store().StatusOf(flaky).State);
        Assert.Null(Store().FolderOf(flaky).ReadFailure());
        Assert.Equal(FailureKind.InputOutput, Store().StatusOf(broken).Failure!.Kind);
    }

    [Fact]
    public async Task Asked_to_stop_a_worker_gives_its_trial_back_and_wants_to_be_started_again()
    {
        using var stop = new CancellationTokenSource();
        var exit = await Worker(new Scripted(async (trial, report, cancelled) =>
        {
            report(new TrialProgress { Phase = "training", Step = 5, Steps = 10 });
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancelled);
            return Sample.Result(trial.Key, 1);
        })).RunAsync(stop.Token);
        Assert.Equal(WorkerExit.Requeue, exit);
        var states = _plan.Trials.Select(trial => Store().StatusOf(trial.Key).State).ToArray();
        Assert.Single(states, TrialState.Interrupted);
        Assert.DoesNotContain(TrialState.Running, states);
        Assert.DoesNotContain(TrialState.Done, states);

        Assert.Equal(WorkerExit.Done, await Worker(new Scripted((trial, _, _) => Task.FromResult(Sample.Result(trial.Key, 1)))).RunAsync());
        Assert.Contains(StudyResults.Read(_plan, Store()).Trials, trial => trial.Run.Attempts == 2);
    }

    [Fact]
    public async Task A_worker_with_an_index_runs_that_trial_alone()
    {
        var exit = await Worker(new Scripted((trial, _, _) => Task.FromResult(Sample.Result(trial.Key, 1))), Quick with { Only = [2] }).RunAsync();
        Assert.Equal(WorkerExit.Done, exit);
        Assert.Equal(_plan.Trials[2].Key, Assert.Single(StudyResults.Read(_plan, Store()).Trials).Key);
        var error = Assert.Throws<SpecException>(() => Worker(new Scripted((_, _, _) => throw new InvalidOperationException()), Quick with { Only = [9999] }));
        Assert.Contains("9999", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_of_the_whole_counts_finished_running_and_open_trials()
    {
        var store = Store();
        var monitor = new StudyMonitor(_plan, store);
        Assert.Equal(0, monitor.Look().Fraction);
        using (var claim = store.TryClaim(_plan.Trials[0].Key)!)
        {
            claim.Report(new TrialProgress { Phase = "training", Step = 1, Steps = 2 });
            claim.Beat();
            var half = monitor.Look();
            Assert.Equal(1, half.Running);
            Assert.Equal(_plan.Trials[0].Flops / 2 / _plan.TotalFlops, half.Fraction, 12);
        }

        await Worker(new Scripted((trial, _, _) => Task.FromResult(Sample.Result(trial.Key, 1)))).RunAsync();
        var end = monitor.Look();
        Assert.Equal(_plan.Trials.Length, end.Done);
        Assert.Equal(1, end.Fraction, 12);
    }

    private TrialStore Store() => TrialStore.Open(_folder["trials"]);

    private StudyWorker Worker(ITrialRunner runner, WorkerOptions? options = null) => new(_plan.Trials, Store(), runner, options ?? Quick);

    /// <summary>A runner whose trials do what a test says.</summary>
    private sealed class Scripted(Func<PlannedTrial, Action<TrialProgress>, CancellationToken, Task<TrialResult>> run) : ITrialRunner
    {
        public Task<TrialResult> RunAsync(PlannedTrial trial, TrialFolder folder, Action<TrialProgress> report, CancellationToken cancellationToken) => run(trial, report, cancellationToken);

        public void Dispose()
        {
        }
    }
}
