using EcgScaling.Study.Planning;
using EcgScaling.Training.Distributed;
using Microsoft.Extensions.Logging;

namespace EcgScaling.Study.Running;

/// <summary>Turns an application into a worker when its arguments ask for it. The exit code is a <see cref="WorkerExit"/>.</summary>
public static class WorkerHost
{
    /// <summary>Whether these are the arguments of a worker: <c>worker FOLDER [--index I] [--list FILE] [--memory BYTES] [--resident BYTES] [--processes P] [--threads T] [--attached]</c>.</summary>
    public static bool IsWorker(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return arguments.Count >= 2 && arguments[0] == WorkerCommand.Verb;
    }

    /// <summary>Runs the worker that the arguments ask for, until nothing is left or a signal asks it to stop.</summary>
    /// <remarks>
    /// Processes that torchrun or srun started together work as one worker: number 0 claims and writes, the others train beside it. They take the trials that are planned for as many processes.
    /// </remarks>
    /// <param name="arguments">The arguments of the application.</param>
    /// <param name="loggers">Where log lines go; null for nowhere.</param>
    /// <exception cref="SpecException">The arguments cannot be read.</exception>
    public static async Task<WorkerExit> RunAsync(IReadOnlyList<string> arguments, ILoggerFactory? loggers = null)
    {
        var options = WorkerArguments.Parse(arguments);
        using var signals = new ShutdownSignals();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Token);
        if (options.Attached)
        {
            WatchParent(stop);
        }

        var folder = new StudyFolder(options.Folder);
        var plan = folder.LoadPlan();
        var world = ProcessWorld.FromEnvironment();
        try
        {
            return world.IsParallel
                ? await ParallelHost.RunAsync(plan, folder, world, options, loggers, stop.Token).ConfigureAwait(false)
                : await AloneAsync(plan, folder, options, loggers, stop.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is StudyRunException or ProcessGroupException)
        {
#pragma warning disable RS0030 // A worker is a process of its own: what ended it belongs on its standard error, where the launcher and the cluster's log find it.
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
#pragma warning restore RS0030
            return error is StudyRunException ? WorkerExit.Storage : WorkerExit.Requeue;
        }
    }

    private static async Task<WorkerExit> AloneAsync(StudyPlan plan, StudyFolder folder, WorkerArguments options, ILoggerFactory? loggers, CancellationToken stop)
    {
        using var runner = new TrialRunner(plan, folder, new TrialRunnerOptions { Threads = options.Threads, ResidentBytes = options.Resident }, loggers);
        var worker = new StudyWorker(plan.Trials, folder.OpenStore(), runner, new WorkerOptions { Only = TrialSelection.Of(plan, options) }, loggers?.CreateLogger<StudyWorker>());
        return await worker.RunAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Standard input is the line to the process that started this one: when it ends, that process is gone or wants this one to stop.</summary>
    private static void WatchParent(CancellationTokenSource stop)
    {
#pragma warning disable RS0030 // Nothing is printed: the handle is only watched for its end.
        var input = Console.OpenStandardInput();
#pragma warning restore RS0030
        var watch = new Thread(() =>
        {
            var buffer = new byte[64];
            try
            {
                while (input.Read(buffer) > 0)
                {
                }
            }
            catch (IOException)
            {
                // A broken line means the same.
            }

            try
            {
                stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The work was done already.
            }
        })
        {
            IsBackground = true,
            Name = "parent watch",
        };
        watch.Start();
    }
}
