using EcgScaling.Study.Results;
using EcgScaling.Study.Running;
using EcgScaling.Study.Storing;
using EcgScaling.Training;
using EcgScaling.Training.Checkpoints;
using EcgScaling.Training.Evaluation;

namespace EcgScaling.Study.Tests.EndToEnd;

/// <summary>Disks that are full or read-only, and hands that delete: a clear error where there must be one, and the numbers of an undisturbed run in the end.</summary>
[Collection("torch")]
public sealed class StorageTroubleTests : IDisposable
{
    private static readonly LocalRun Here = new() { Workers = 0 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SmallDiskFact]
    public async Task A_full_disk_stops_the_run_with_its_name_blames_no_trial_and_costs_no_number()
    {
        var whole = (await Small().Plan().In(_folder["whole"]).RunAsync(Here)).Results;
        using var disk = new SmallDisk(_folder["disk"], megabytes: 8);
        var run = Small().Plan().In(disk["study"]);
        run.Prepare();
        // Room for the first files of a trial, not for its checkpoints.
        disk.FillBut(kilobytes: 60);
        var error = await Assert.ThrowsAsync<StudyRunException>(() => run.RunAsync(Here));
        Assert.Contains(disk.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains("make room", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, run.Status().Failed);

        disk.Clear();
        var finished = (await run.RunAsync(Here)).Results;
        Assert.True(finished.Complete);
        Assert.True(StudyComparison.Of(whole, finished).Same);
    }

    [SmallDiskFact]
    public async Task A_full_disk_under_worker_processes_ends_them_with_the_same_words()
    {
        using var disk = new SmallDisk(_folder["disk"], megabytes: 8);
        var run = Small().Plan().In(disk["study"]);
        run.Prepare();
        Directory.CreateDirectory(run.Folder.LogsPath);
        disk.FillBut(kilobytes: 60);
        using var process = StudyRunnerProcess.Start("worker", run.Folder.Path);
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);
        Assert.Equal((int)WorkerExit.Storage, process.ExitCode);
        Assert.Equal(0, run.Status().Failed);
    }

    [SmallDiskFact]
    public async Task A_full_disk_while_records_are_prepared_is_named_too()
    {
        using var disk = new SmallDisk(_folder["disk"], megabytes: 4);
        var run = Small().Plan().In(disk["study"]);
        disk.FillBut(kilobytes: 60);
        var error = await Assert.ThrowsAsync<StudyRunException>(() => run.RunAsync(Here));
        Assert.Contains("make room", error.Message, StringComparison.Ordinal);
        disk.Clear();
        Assert.True((await run.RunAsync(Here)).Results.Complete);
    }

    [SmallDiskFact]
    public async Task A_folder_that_can_only_be_read_shows_its_state_and_refuses_to_run()
    {
        using var disk = new SmallDisk(_folder["disk"], megabytes: 8);
        var run = Small().Plan().In(disk["study"]);
        await run.RunAsync(Here);
        var open = run.Plan.Trials[0].Key;
        File.Delete(run.Folder.OpenStore().FolderOf(open).ResultPath);
        disk.MakeReadOnly();
        Assert.Equal(run.Plan.Trials.Length - 1, StudyRun.Open(run.Folder.Path).Status().Done);
        Assert.False(StudyRun.Open(run.Folder.Path).Results().Complete);
        var error = await Assert.ThrowsAsync<StudyRunException>(() => run.RunAsync(Here));
        Assert.Contains("Read-only", error.Message, StringComparison.OrdinalIgnoreCase);
        var planning = Assert.Throws<EcgDataException>(() => Small().Plan().In(disk["study"]));
        Assert.Contains("can be written", planning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoints_that_were_deleted_cost_time_and_no_number()
    {
        var whole = (await Small().Plan().In(_folder["whole"]).RunAsync(Here)).Results;
        var run = Small().Plan().In(_folder["study"]);
        // First the newest checkpoint loses a file, then a trial loses all it has.
        foreach (var everything in new[] { false, true })
        {
            Assert.Equal(WorkerExit.Requeue, await ActingRunner.WorkAsync(run, 100, (_, stop) => stop.Cancel()));
            var trial = run.Status().Trials.First(item => item.Status.State == TrialState.Interrupted).Trial;
            var training = run.Folder.OpenStore().FolderOf(trial.Key).TrainingPath;
            var newest = Directory.GetDirectories(training, "step-*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
            if (everything)
            {
                Directory.Delete(training, recursive: true);
            }
            else
            {
                File.Delete(Path.Combine(newest, CheckpointStore.OptimizerFile));
            }
        }

        var finished = (await run.RunAsync(Here)).Results;
        Assert.True(StudyComparison.Of(whole, finished).Same);
    }

    [Fact]
    public async Task A_trial_whose_folder_is_deleted_while_it_runs_is_run_again()
    {
        var whole = (await Small().Plan().In(_folder["whole"]).RunAsync(Here)).Results;
        var run = Small().Plan().In(_folder["study"]);
        var deleted = 0;
        var exit = await ActingRunner.WorkAsync(run, 100, (trial, _) =>
        {
            if (deleted++ == 0)
            {
                Directory.Move(run.Folder.OpenStore().FolderOf(trial.Key).Path, _folder["gone"]);
            }
        }, new LeaseOptions { Heartbeat = TimeSpan.FromMilliseconds(5) });
        Assert.Equal(WorkerExit.Done, exit);
        Assert.Equal(run.Plan.Trials.Length + 1, deleted);
        var finished = run.Results();
        Assert.True(finished.Complete);
        Assert.True(StudyComparison.Of(whole, finished).Same);
    }

    [Fact]
    public async Task Two_plans_in_one_folder_extend_each_other_when_they_are_one_study_and_are_refused_when_not()
    {
        var run = Small().Plan().In(_folder["study"]);
        await run.RunAsync(Here);
        var other = Assert.Throws<EcgDataException>(() => ScalingStudy.From(Small().Spec with { Name = "another" }).Plan().In(_folder["study"]));
        Assert.Contains("'tiny'", other.Message, StringComparison.Ordinal);
        Assert.Contains("choose another folder", other.Message, StringComparison.Ordinal);
        Assert.Equal(run.Plan, StudyRun.Open(_folder["study"]).Plan);

        // A smaller plan of the same study, then the first again: nothing was thrown away, nothing is run again.
        var smaller = ScalingStudy.From(Small().Spec with { Families = [.. Small().Spec.Families.Take(1)] }).Plan().In(_folder["study"]);
        Assert.True((await smaller.RunAsync(Here)).Results.Complete);
        var again = Small().Plan().In(_folder["study"]);
        Assert.Equal(again.Plan.Trials.Length, again.Status().Done);
    }

    private static ScalingStudy Small() => ScalingStudy.Create("tiny")
        .Data(data => data.Synthetic(exams: 60, rate: new SampleRate(100), samples: 256).Preprocess("leads(8)").HoldOut(test: 0.3).Sizes(30))
        .Models(models => models.ResNet1D(2_000).Transformer(3_000))
        .Paradigms(paradigms => paradigms.Supervised())
        .Training(training => training with
        {
            Duration = Duration.Steps(400),
            BatchSize = 8,
            Evaluation = new EvaluationPlan { Points = new TrainingPoints { Evenly = 1 }, BootstrapResamples = 20 },
            Checkpoints = new CheckpointPlan { Points = new TrainingPoints { Evenly = 40 }, KeepLast = 2 },
        });
}
