using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using EcgScaling.Study.Results;
using EcgScaling.Study.Storing;
using Xunit.Abstractions;

namespace EcgScaling.Study.Tests.EndToEnd;

/// <summary>
/// Rounds of SIGKILL at random moments over a running plan with four workers: one worker, the parent, all of them, or a worker in the middle of writing a checkpoint.
/// No trial may be lost, run twice to its end, or come out with other numbers than in an uninterrupted run. The long form: <c>tests/Reliability/kill-rounds.sh</c>.
/// </summary>
[Collection("torch")]
public sealed partial class KillRoundsTests(ITestOutputHelper output) : IDisposable
{
    private const int ShortForm = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly TemporaryFolder _folder = new();
    private readonly RandomStream _random = new((ulong)Setting("ECGSCALING_KILL_SEED", 1), "kill rounds");
    private readonly Dictionary<string, string> _results = [];
    private readonly int[] _kills = new int[4];

    private enum Victim
    {
        Worker,
        MidCheckpoint,
        Parent,
        All,
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rounds_of_kills_lose_no_trial_run_none_twice_and_change_no_number()
    {
        var rounds = Setting("ECGSCALING_KILL_ROUNDS", ShortForm);
        WriteStudy();
        using (var whole = Start("whole"))
        {
            await EndAsync(whole);
            Assert.Equal(0, whole.ExitCode);
        }

        var reference = StudyRun.Open(_folder["whole"]).Results();
        var (left, folders, claims) = (rounds, 0, 0L);
        while (left > 0)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"killed-{folders++}");
            left = await KillThroughAsync(name, left);
            using (var last = Start(name))
            {
                await EndAsync(last);
                Assert.Equal(0, last.ExitCode);
            }

            claims += Check(name, reference);
            Directory.Delete(_folder[name], recursive: true);
            _results.Clear();
        }

        output.WriteLine($"{rounds} rounds over {folders} runs of a plan of {reference.Trials.Length} trials: {_kills[0]} times a worker, {_kills[1]} a worker writing a checkpoint, {_kills[2]} the parent, {_kills[3]} all processes. "
            + $"{claims} claims for {folders * reference.Trials.Length} results; every result equal to the uninterrupted run's, written once, none failed.");
    }

    /// <summary>Kills until the plan is done or the rounds are used up; returns those left.</summary>
    private async Task<int> KillThroughAsync(string name, int left)
    {
        while (left > 0)
        {
            using var parent = Start(name);
            while (left > 0 && !parent.HasExited)
            {
                await Task.Delay(200 + _random.NextInt32(2000));
                if (parent.HasExited)
                {
                    break;
                }

                var victim = (Victim)(_random.NextInt32(10) switch { < 4 => 0, < 7 => 1, 7 => 2, _ => 3 });
                if (await KillAsync(victim, parent, name))
                {
                    // A round in which there was nobody to kill is none.
                    left--;
                    _kills[(int)victim]++;
                }

                Watch(name);
                if (victim is Victim.Parent or Victim.All)
                {
                    break;
                }
            }

            if (left == 0 && !parent.HasExited)
            {
                parent.Kill(entireProcessTree: true);
            }

            await EndAsync(parent);
            if (parent.ExitCode == 0)
            {
                return left;
            }
        }

        return left;
    }

    private async Task<bool> KillAsync(Victim victim, Process parent, string name)
    {
        switch (victim)
        {
            case Victim.Parent:
                parent.Kill();
                return true;
            case Victim.All:
                parent.Kill(entireProcessTree: true);
                return true;
            case Victim.MidCheckpoint:
                return await WriterInAsync(_folder[name, "trials"], parent) is { } writer && Kill(writer);
            default:
                var workers = Holders(name).ToArray();
                return workers.Length > 0 && Kill(workers[_random.NextInt32(workers.Length)]);
        }
    }

    /// <summary>A result that was once there stays as it is, to the byte and to the moment it was written.</summary>
    private void Watch(string name)
    {
        var trials = _folder[name, "trials"];
        foreach (var path in Directory.Exists(trials) ? Directory.GetFiles(trials, "result.json", SearchOption.AllDirectories) : [])
        {
            var now = $"{File.GetLastWriteTimeUtc(path).Ticks} {File.ReadAllText(path)}";
            Assert.Equal(_results.TryAdd(path, now) ? now : _results[path], now);
        }
    }

    private long Check(string name, StudyResults reference)
    {
        Watch(name);
        var run = StudyRun.Open(_folder[name]);
        var comparison = StudyComparison.Of(reference, run.Results());
        Assert.True(comparison.Same, string.Join('\n', comparison.Different.Concat(comparison.OnlyFirst.Select(trial => $"lost: {trial}"))));
        var claims = 0L;
        foreach (var trial in run.Plan.Trials)
        {
            var folder = run.Folder.OpenStore().FolderOf(trial.Key);
            Assert.False(File.Exists(folder.FailurePath), $"{trial.Name} failed: {folder.ReadFailure()?.Message}");
            var records = Directory.GetFiles(Path.Combine(folder.Path, "claims"), "0*.json").Select(ReadClaim).ToArray();
            Assert.InRange(records.Count(record => record?.Completed == true), 0, 1);
            claims += records.Length;
        }

        return claims;
    }

    private IEnumerable<int> Holders(string name)
    {
        var trials = _folder[name, "trials"];
        return (Directory.Exists(trials) ? Directory.GetFiles(trials, "0*.json", SearchOption.AllDirectories) : [])
            .Select(ReadClaim).Where(claim => claim is { Released: false } && !claim.Holder.IsKnownDead()).Select(claim => claim!.Holder.ProcessId).Distinct();
    }

    private static ClaimRecord? ReadClaim(string path)
    {
        try
        {
            return System.Text.Json.JsonSerializer.Deserialize<ClaimRecord>(File.ReadAllText(path), StudyJson.Options);
        }
        catch (Exception error) when (error is IOException or System.Text.Json.JsonException)
        {
            // Its writer was killed before it wrote.
            return null;
        }
    }

    /// <summary>Waits for the first file of a checkpoint to be begun and returns the process that writes it: its temporary name bears the process id. The files behind it take some more milliseconds.</summary>
    private static async Task<int?> WriterInAsync(string trials, Process parent)
    {
        if (!Directory.Exists(trials))
        {
            return null;
        }

        var found = new TaskCompletionSource<int?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(trials, "*.tmp") { IncludeSubdirectories = true };
        watcher.Created += (_, created) =>
        {
            if (created.FullPath.Contains("step-", StringComparison.Ordinal) && TemporaryName().Match(created.FullPath) is { Success: true } match)
            {
                found.TrySetResult(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
            }
        };
        watcher.EnableRaisingEvents = true;
        using var stop = new CancellationTokenSource();
        await Task.WhenAny(found.Task, Task.Delay(TimeSpan.FromSeconds(3), stop.Token), parent.WaitForExitAsync(stop.Token));
        await stop.CancelAsync();
        return found.Task.IsCompletedSuccessfully ? await found.Task : null;
    }

    private static bool Kill(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            found.Kill();
            return true;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private Process Start(string folder) => StudyRunnerProcess.Start("run", "--study", _folder["study.json"], "--out", _folder[folder], "--workers", "4", "--restarts", "1000");

    private static async Task EndAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private void WriteStudy()
    {
        // The tiniest trials, with a checkpoint every few steps: a kill has much to hit.
        var study = ScalingStudy.Create("kill-rounds")
            .Data(data => data.Synthetic(exams: 100, rate: new SampleRate(100), samples: 256).Preprocess("leads(8)").HoldOut(test: 0.3).Sizes(30, 50))
            .Models(models => models.ResNet1D(2_000).Transformer(3_000))
            .Paradigms(paradigms => paradigms.Supervised())
            .Seeds(1, 2, 3)
            .Training(training => training with
            {
                Duration = EcgScaling.Training.Duration.Steps(80),
                BatchSize = 8,
                Evaluation = training.Evaluation with { Points = new EcgScaling.Training.TrainingPoints { Evenly = 1 }, BootstrapResamples = 20 },
                Checkpoints = training.Checkpoints with { Points = new EcgScaling.Training.TrainingPoints { Evenly = 20 } },
            });
        File.WriteAllText(_folder["study.json"], study.Spec.ToJson());
    }

    [GeneratedRegex(@"\.(\d+)-[0-9a-f]{32}\.tmp$")]
    private static partial Regex TemporaryName();
}
