using System.Diagnostics;
using System.Globalization;
using EcgScaling.Models;
using EcgScaling.Study.Results;
using EcgScaling.Study.Running;
using EcgScaling.Study.Storing;
using EcgScaling.Training;
using EcgScaling.Training.Distributed;

namespace EcgScaling.Study.Tests.EndToEnd;

/// <summary>Trials that two processes train together, over loopback. Gloo carries them: where the build lacks it they are skipped.</summary>
[Collection("torch")]
public sealed class ParallelTrialTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly LocalRun OneWorker = new() { Workers = 1, Threads = 1, Command = StudyRunnerProcess.Command };
    private const int Steps = 1500;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ParallelFact]
    public async Task Two_processes_give_the_numbers_of_one_and_a_launcher_those_of_the_worker_that_starts_them()
    {
        var one = Few().Plan().In(_folder["one"]);
        var two = Few().ProcessesAbove(500, 2).Plan().In(_folder["two"]);
        await one.RunAsync(OneWorker);
        var analysis = await two.RunAsync(OneWorker);
        Assert.Empty(one.Plan.Trials.Select(trial => trial.Key).Intersect(two.Plan.Trials.Select(trial => trial.Key)));
        foreach (var (alone, together) in one.Results().Trials.OrderBy(trial => trial.Parameters).Zip(analysis.Results.Trials.OrderBy(trial => trial.Parameters)))
        {
            Assert.Equal((1, 2), (alone.Run.Processes, together.Run.Processes));
            Assert.Equal(1, together.Run.Attempts);
            Assert.Equal((alone.Steps, alone.SamplesSeen, alone.Records), (together.Steps, together.SamplesSeen, together.Records));
            Assert.InRange(together.TrainingLoss, alone.TrainingLoss * (1 - 1e-4), alone.TrainingLoss * (1 + 1e-4));
            Assert.InRange(together.Loss, alone.Loss * (1 - 1e-4), alone.Loss * (1 + 1e-4));
            Assert.NotEqual(alone.WeightsHash, together.WeightsHash);
        }

        // What torchrun and srun do: all processes get the same command.
        var launched = Few().ProcessesAbove(500, 2).Plan().In(_folder["launched"]);
        launched.Prepare();
        var processes = ProcessWorld.OnThisMachine(2).Select(place => StudyRunnerProcess.Start(place.ToEnvironment(), "worker", launched.Folder.Path)).ToArray();
        Assert.All(await Task.WhenAll(processes.Select(CodeOfAsync)), code => Assert.Equal(0, code));
        var comparison = StudyComparison.Of(two.Results(), launched.Results());
        Assert.True(comparison is { Same: true, Equal: 2 }, string.Join('\n', comparison.Different));

        // One of more processes than were started is refused by all.
        var wrong = ProcessWorld.OnThisMachine(1)[0] with { Size = 3 };
        using var refused = StudyRunnerProcess.Start(wrong.ToEnvironment(), "worker", launched.Folder.Path, "--index", "0");
        Assert.NotEqual(0, await CodeOfAsync(refused));
    }

    [ParallelFact]
    public async Task Killed_whole_or_in_one_process_a_trial_goes_on_and_gives_the_numbers_of_an_uninterrupted_run()
    {
        var study = Few().ProcessesAbove(2_500, 2).Training(training => training with
        {
            Duration = Duration.Steps(Steps),
            Checkpoints = training.Checkpoints with { Points = new TrainingPoints { Evenly = 150 } },
        });
        await File.WriteAllTextAsync(_folder["study.json"], study.Spec.ToJson());
        var whole = study.Plan().In(_folder["whole"]);
        await whole.RunAsync(OneWorker);

        int killedHolder;
        using (var parent = Start())
        {
            (killedHolder, _) = await InTheMiddleAsync(parent);
            parent.Kill(entireProcessTree: true);
            await parent.WaitForExitAsync();
        }

        using (var parent = Start())
        {
            var (holder, other) = await InTheMiddleAsync(parent, killedHolder);
            Assert.NotEqual(holder, other);
            await StopInTheMiddleAsync(other);
            Process.GetProcessById(other).Kill();
            Assert.Equal(0, await CodeOfAsync(parent));
        }

        var killed = StudyRun.Open(_folder["killed"]);
        var comparison = StudyComparison.Of(whole.Results(), killed.Results());
        Assert.True(comparison is { Same: true, Equal: 2 }, string.Join('\n', comparison.Different));
        var trial = killed.Results().Trials.Single(trial => trial.Run.Processes == 2);
        Assert.Equal(3, trial.Run.Attempts);
    }

    // Masks of dropout are drawn by each process for its own part: they are not those of one process.
    private static ResNet1dConfig NoDropout => new() { Input = new EcgSpec(), Dropout = 0 };

    // Few steps: sums in another order differ in their last bits, and training makes the difference grow.
    private static ScalingStudy Few() => ScalingStudy.Create("parallel")
        .Data(data => data.Synthetic(exams: 60, rate: new SampleRate(100), samples: 256).Preprocess("leads(8)").HoldOut(test: 0.3).Sizes(32))
        .Models(models => models.Like(NoDropout, 2_000).Transformer(3_000))
        .Paradigms(paradigms => paradigms.Supervised())
        .Training(training => training with
        {
            Duration = Duration.Steps(5),
            BatchSize = 8,
            Evaluation = training.Evaluation with { Points = new TrainingPoints { Evenly = 1 }, BootstrapResamples = 20 },
        });

    private Process Start() => StudyRunnerProcess.Start("run", "--study", _folder["study.json"], "--out", _folder["killed"], "--workers", "1", "--threads", "1");

    /// <summary>Waits until the trial of two processes is in its middle; gives its process 0, which holds the claim, and process 1. A killed process can hold its claim for some more milliseconds while it ends: it does not count.</summary>
    private async Task<(int Holder, int Other)> InTheMiddleAsync(Process parent, int? gone = null)
    {
        var limit = Stopwatch.StartNew();
        while (limit.Elapsed < Patience)
        {
            Assert.False(parent.HasExited, "The study ended before it could be killed: make its trials longer.");
            var status = Directory.Exists(_folder["killed"]) && File.Exists(_folder["killed", "plan.json"]) ? StudyRun.Open(_folder["killed"]).Status() : null;
            foreach (var (_, item) in status?.Trials.Where(item => item.Trial.Processes == 2 && item.Status.State == TrialState.Running).Select(item => (item.Trial, item.Status)) ?? [])
            {
                if (item is { Progress: { Phase: "training", Step: > 20 and < Steps / 2 }, Holder: { } holder } && holder.ProcessId != gone && ChildOf(holder.ProcessId) is { } child)
                {
                    return (holder.ProcessId, child);
                }
            }

            await Task.Delay(20);
        }

        throw new TimeoutException("The trial was not seen in its middle.");
    }

    /// <summary>
    /// Halts a process of the trial and makes sure that the trial waits for it: one that was stopped after the last exchange of the training is not missed, and what is reported is up to a
    /// heartbeat old.
    /// </summary>
    private async Task StopInTheMiddleAsync(int process)
    {
        using (var stop = Process.Start("kill", ["-STOP", process.ToString(CultureInfo.InvariantCulture)]))
        {
            await stop.WaitForExitAsync();
            Assert.Equal(0, stop.ExitCode);
        }

        await Task.Delay(3 * new LeaseOptions().Heartbeat);
        var trial = Assert.Single(StudyRun.Open(_folder["killed"]).Status().Trials, item => item.Trial.Processes == 2);
        Assert.True(trial.Status is { State: TrialState.Running, Progress: { Phase: "training", Step: < Steps } }, $"The process was halted after the training: make it longer. {trial.Status}");
    }

    private static int? ChildOf(int process)
    {
        var children = Directory.Exists($"/proc/{process}/task") ? Directory.GetDirectories($"/proc/{process}/task").SelectMany(task => Children(Path.Combine(task, "children"))) : [];
        return children.Select(id => (int?)id).FirstOrDefault();
    }

    private static int[] Children(string path)
    {
        try
        {
            return [.. File.ReadAllText(path).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            // The thread ended meanwhile.
            return [];
        }
    }

    private static async Task<int> CodeOfAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }
}
