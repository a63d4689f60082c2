using System.Diagnostics;
using System.Globalization;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Storing;
using EcgScaling.Training.Distributed;

namespace EcgScaling.Study.Running;

/// <summary>The other processes of one data-parallel trial, started on this machine by the worker that claimed it. They end with it: their standard input is its line to them.</summary>
internal sealed class LocalCrew : IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly List<(Process Process, LastWords Words)> _others = [];
    private TrialCrew? _crew;

    private LocalCrew()
    {
    }

    public TrialCrew Crew => _crew!;

    /// <summary>Starts the others and meets them over loopback.</summary>
    /// <exception cref="TrialFailedException">One of them ended before they had met.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop meanwhile.</exception>
    public static LocalCrew Start(PlannedTrial trial, StudyFolder folder, TrialRunnerOptions options, CancellationToken stop)
    {
        var crew = new LocalCrew();
        try
        {
            var places = ProcessWorld.OnThisMachine(trial.Processes);
            foreach (var place in places.Skip(1))
            {
                crew.Add(place, trial, folder, options);
            }

            crew.Meet(places[0], trial.Spec.Training.Device, stop);
            return crew;
        }
        catch
        {
            crew.Dispose();
            throw;
        }
    }

    /// <summary>How those that ended by themselves ended; empty when none did.</summary>
    public string Ends()
    {
        // What was lost on the line may be a moment ahead of what the system says of the process.
        var limit = Stopwatch.StartNew();
        while (limit.Elapsed < TimeSpan.FromSeconds(2) && !_others.Any(other => other.Process.HasExited))
        {
            Thread.Sleep(Look);
        }

        return string.Join(' ', _others.Index().Where(other => other.Item.Process.HasExited && other.Item.Process.ExitCode != 0)
            .Select(other => $"Process {other.Index + 1} ended with code {other.Item.Process.ExitCode}: {(other.Item.Words.ToString() is { Length: > 0 } words ? words : "it said nothing.")}"));
    }

    public void Dispose()
    {
        _crew?.Dispose();
        foreach (var (process, words) in _others)
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(Farewell))
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            process.Dispose();
            words.Dispose();
        }
    }

    private void Add(ProcessWorld place, PlannedTrial trial, StudyFolder folder, TrialRunnerOptions options)
    {
        var start = (options.Command ?? WorkerCommand.ThisApplication()).ToStartInfo(folder.Path, options.Threads);
        foreach (var (name, value) in place.ToEnvironment())
        {
            start.Environment[name] = value;
        }

        Directory.CreateDirectory(folder.LogsPath);
        var words = new LastWords(Path.Combine(folder.LogsPath, string.Create(CultureInfo.InvariantCulture, $"trial-{trial.Key[..12]}-process-{place.Rank}.log")));
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => words.Add(line.Data);
        process.ErrorDataReceived += (_, line) => words.Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _others.Add((process, words));
    }

    private void Meet(ProcessWorld place, string device, CancellationToken stop)
    {
        var meeting = Task.Run(() => ProcessGroups.Join(place, device), CancellationToken.None);
        while (!meeting.IsCompleted)
        {
            if (stop.IsCancellationRequested || _others.Any(other => other.Process.HasExited))
            {
                // The meeting ends by its own timeout; whoever still comes is sent home.
                _ = meeting.ContinueWith(late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
                _ = meeting.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                stop.ThrowIfCancellationRequested();
                throw new TrialFailedException(FailureKind.Error, $"The processes of the trial did not meet. {Ends()}");
            }

            Thread.Sleep(Look);
        }

        _crew = new TrialCrew(meeting.GetAwaiter().GetResult());
    }
}
