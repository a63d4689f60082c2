using System.Diagnostics;
using EcgScaling.Study.Results;
using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Tests.EndToEnd;

/// <summary>Kills real processes of a running study with SIGKILL, in the middle of trials, and compares the numbers with an uninterrupted run.</summary>
[Collection("torch")]
public sealed class KillTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_in_the_middle_and_run_again_a_study_gives_the_numbers_of_an_uninterrupted_run()
    {
        WriteStudy();
        Assert.Equal(0, await RunToEndAsync("whole"));

        // Once everything at once, as a power cut would; once the parent alone; once a worker alone; and once Ctrl+C.
        foreach (var victim in new[] { Victim.All, Victim.Parent, Victim.Interrupt, Victim.Worker })
        {
            using var parent = Start("killed");
            var worker = await TrialInTheMiddleAsync("killed", parent);
            switch (victim)
            {
                case Victim.All:
                    parent.Kill(entireProcessTree: true);
                    break;
                case Victim.Parent:
                    parent.Kill();
                    await GoneAsync(worker);
                    break;
                case Victim.Interrupt:
                    Process.Start("kill", ["-INT", $"{parent.Id}"]).WaitForExit();
                    await GoneAsync(worker);
                    break;
                default:
                    Process.GetProcessById(worker).Kill();
                    break;
            }

            await parent.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
            if (victim == Victim.Interrupt)
            {
                // Every trial was given back with its checkpoint.
                Assert.Equal(85, parent.ExitCode);
                Assert.All(Claims("killed"), claim => Assert.True(claim.Released || claim.Holder.IsKnownDead()));
                Assert.Equal(0, StudyRun.Open(_folder["killed"]).Status().Running);
            }

            // A worker that dies is replaced by the parent, which ends as if nothing had been.
            Assert.Equal(victim == Victim.Worker, parent.ExitCode == 0);
        }

        Assert.Equal(0, await RunToEndAsync("killed"));
        var (whole, killed) = (StudyRun.Open(_folder["whole"]).Results(), StudyRun.Open(_folder["killed"]).Results());
        var comparison = StudyComparison.Of(whole, killed);
        Assert.Equal(4, comparison.Equal);
        Assert.True(comparison.Same, string.Join('\n', comparison.Different));
        Assert.Contains(killed.Trials, trial => trial.Run.Attempts > 1);
    }

    [Fact]
    public async Task Workers_that_two_people_start_on_one_folder_share_its_trials()
    {
        WriteStudy();
        using var first = Start("shared");
        using var second = Start("shared");
        await first.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
        await second.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.All(StudyRun.Open(_folder["shared"]).Results().Trials, trial => Assert.Equal(1, trial.Run.Attempts));
    }

    private void WriteStudy()
    {
        // Long enough trials that a kill meets them in the middle.
        var study = ScalingStudy.Create("killed")
            .Data(data => data.Synthetic(exams: 100, rate: new SampleRate(100), samples: 256).Preprocess("leads(8)").HoldOut(test: 0.3).Sizes(30, 50))
            .Models(models => models.ResNet1D(2_000).Transformer(3_000))
            .Paradigms(paradigms => paradigms.Supervised())
            .Training(training => training with
            {
                Duration = EcgScaling.Training.Duration.Steps(4500),
                BatchSize = 8,
                Evaluation = training.Evaluation with { Points = new EcgScaling.Training.TrainingPoints { Evenly = 1 }, BootstrapResamples = 20 },
                Checkpoints = training.Checkpoints with { Points = new EcgScaling.Training.TrainingPoints { Evenly = 450 } },
            });
        File.WriteAllText(_folder["study.json"], study.Spec.ToJson());
    }

    private Process Start(string folder) => StudyRunnerProcess.Start("run", "--study", _folder["study.json"], "--out", _folder[folder], "--workers", "2");

    private async Task<int> RunToEndAsync(string folder)
    {
        using var process = Start(folder);
        await process.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
        return process.ExitCode;
    }

    /// <summary>Waits until a worker of the parent is in the middle of a trial, with a checkpoint behind it, and returns its process id.</summary>
    private async Task<int> TrialInTheMiddleAsync(string folder, Process parent)
    {
        var limit = Stopwatch.StartNew();
        while (limit.Elapsed < Patience)
        {
            Assert.False(parent.HasExited, "The study ended before it could be killed: make its trials longer.");
            foreach (var claim in Claims(folder))
            {
                if (claim is { Released: false, Progress: { Phase: "training", Step: > 12 and < 2500 } } && IsAlive(claim.Holder.ProcessId))
                {
                    return claim.Holder.ProcessId;
                }
            }

            await Task.Delay(20);
        }

        throw new TimeoutException("No trial was seen in its middle.");
    }

    private IEnumerable<ClaimRecord> Claims(string folder)
    {
        var trials = _folder[folder, "trials"];
        foreach (var path in Directory.Exists(trials) ? Directory.GetFiles(trials, "0*.json", SearchOption.AllDirectories) : [])
        {
            if (TrialFolderText(path) is { Length: > 0 } text)
            {
                yield return StudyJson.Parse<ClaimRecord>(text, path);
            }
        }
    }

    private static string? TrialFolderText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task GoneAsync(int process)
    {
        var limit = Stopwatch.StartNew();
        while (IsAlive(process))
        {
            Assert.True(limit.Elapsed < Patience, "A worker outlived the process that started it.");
            await Task.Delay(50);
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private enum Victim
    {
        All,
        Parent,
        Interrupt,
        Worker,
    }
}
