using System.Diagnostics;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Storing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EcgScaling.Study.Running;

/// <summary>
/// Runs a study on this machine: worker processes side by side, one claim each. A process of its own for each trial in progress keeps libtorch's process-wide
/// state (threads, default generator) apart, so the numbers do not depend on what runs beside.
/// </summary>
internal sealed partial class LocalLauncher
{
    private readonly StudyPlan _plan;
    private readonly StudyFolder _folder;
    private readonly LocalRun _run;
    private readonly ILoggerFactory? _loggers;
    private readonly ILogger _logger;

    public LocalLauncher(StudyPlan plan, StudyFolder folder, LocalRun run, ILoggerFactory? loggers)
    {
        run.Validate();
        (_plan, _folder, _run, _loggers) = (plan, folder, run, loggers);
        _logger = (ILogger?)loggers?.CreateLogger<LocalLauncher>() ?? NullLogger.Instance;
    }

    public async Task<WorkerExit> RunAsync(IProgress<StudyProgress>? progress, CancellationToken stop)
    {
        var monitor = new StudyMonitor(_plan, _folder.OpenStore(_run.Lease));
        var first = monitor.Look();
        progress?.Report(first);
        var open = _plan.Trials.Length - first.Done - first.Failed;
        if (open == 0)
        {
            return first.Failed > 0 ? WorkerExit.Failed : WorkerExit.Done;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watch = WatchAsync(monitor, progress, ended.Token);
        try
        {
            if (_run.Workers == 0)
            {
                return await RunHereAsync(stop).ConfigureAwait(false);
            }

            PlannedTrial[] left = [.. first.Trials.Where(item => item.Status.State is not (TrialState.Done or TrialState.Failed)).Select(item => item.Trial)];
            return await RunProcessesAsync(await Task.Run(() => LocalLayouts.For(_plan, left, _folder, _run), stop).ConfigureAwait(false), stop).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await watch.ConfigureAwait(false);
            progress?.Report(monitor.Look());
        }
    }

    private async Task<WorkerExit> RunHereAsync(CancellationToken stop)
    {
        using var runner = new TrialRunner(_plan, _folder, new TrialRunnerOptions { Threads = LocalLayouts.ThreadsHere(_folder, _run), Command = _run.Command }, _loggers);
        var worker = new StudyWorker(_plan.Trials, _folder.OpenStore(_run.Lease), runner, logger: _loggers?.CreateLogger<StudyWorker>());
        return await Task.Run(() => worker.RunAsync(stop), CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<WorkerExit> RunProcessesAsync(LocalLayout layout, CancellationToken stop)
    {
        LogLayout(_logger, layout.Workers, layout.Threads);
        Directory.CreateDirectory(_folder.LogsPath);
        var command = _run.Command ?? WorkerCommand.ThisApplication();
        var restarts = new Budget(_run.Restarts);
        var exits = await Task.WhenAll(Enumerable.Range(0, layout.Workers).Select(number => KeepAsync(command, layout, number, restarts, stop))).ConfigureAwait(false);
        return exits.Contains(WorkerExit.Failed) ? WorkerExit.Failed : exits.Contains(WorkerExit.Requeue) ? WorkerExit.Requeue : WorkerExit.Done;
    }

    /// <summary>Keeps one worker alive: one that dies is started again, and takes its trial up from the checkpoint.</summary>
    private async Task<WorkerExit> KeepAsync(WorkerCommand command, LocalLayout layout, int number, Budget restarts, CancellationToken stop)
    {
        while (true)
        {
            var (code, errors) = await RunOneAsync(command, layout, number, stop).ConfigureAwait(false);
            if (code is (int)WorkerExit.Done or (int)WorkerExit.Failed || (code == (int)WorkerExit.Requeue && stop.IsCancellationRequested))
            {
                return (WorkerExit)code;
            }

            if (stop.IsCancellationRequested)
            {
                return WorkerExit.Requeue;
            }

            if (code == (int)WorkerExit.Storage)
            {
                throw new StudyRunException(errors);
            }

            LogDied(_logger, number, code, errors);
            if (!restarts.Take())
            {
                throw new StudyRunException($"Worker {number} ended with code {code}, and workers were started again {_run.Restarts} times already. Its last words: {(errors.Length > 0 ? errors : "none")} (log: {LogPath(number)})");
            }
        }
    }

    private async Task<(int Code, string Errors)> RunOneAsync(WorkerCommand command, LocalLayout layout, int number, CancellationToken stop)
    {
        using var process = new Process { StartInfo = command.ToStartInfo(_folder.Path, layout.Threads, layout.LimitsOf(number)) };
        var words = new LastWords(LogPath(number));
        process.OutputDataReceived += (_, line) => words.Add(line.Data);
        process.ErrorDataReceived += (_, line) => words.Add(line.Data);
        using (words)
        {
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            // Closing its standard input asks a worker to write a checkpoint and end; if this process dies the system closes it.
            await using (stop.Register(() => CloseInput(process)).ConfigureAwait(false))
            {
                await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            }

            return (process.ExitCode, words.ToString());
        }
    }

    private async Task WatchAsync(StudyMonitor monitor, IProgress<StudyProgress>? progress, CancellationToken ended)
    {
        if (progress is null)
        {
            return;
        }

        try
        {
            while (true)
            {
                await Task.Delay(_run.Poll, ended).ConfigureAwait(false);
                progress.Report(monitor.Look());
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private string LogPath(int number) => Path.Combine(_folder.LogsPath, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"worker-{number}.log"));

    private static void CloseInput(Process process)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (Exception error) when (error is InvalidOperationException or IOException)
        {
            // It has ended already.
        }
    }

    [LoggerMessage(11, LogLevel.Warning, "Worker {Worker} ended with code {Code} and is started again: {Errors}")]
    private static partial void LogDied(ILogger logger, int worker, int code, string errors);

    [LoggerMessage(12, LogLevel.Information, "{Workers} trials side by side, {Threads} threads each.")]
    private static partial void LogLayout(ILogger logger, int workers, int threads);

    private sealed class Budget(int left)
    {
        private int _left = left;

        public bool Take() => Interlocked.Decrement(ref _left) >= 0;
    }
}
