using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EcgScaling.Study.Running;

/// <summary>Turns an application into a worker when its arguments ask for it. The exit code is a <see cref="WorkerExit"/>.</summary>
public static class WorkerHost
{
    internal const string AttachedOption = "--attached";
    internal const string ThreadsOption = "--threads";
    internal const string IndexOption = "--index";

    /// <summary>Whether these are the arguments of a worker: <c>worker FOLDER [--index I] [--threads T] [--attached]</c>.</summary>
    public static bool IsWorker(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return arguments.Count >= 2 && arguments[0] == WorkerCommand.Verb;
    }

    /// <summary>Runs the worker that the arguments ask for, until nothing is left or a signal asks it to stop.</summary>
    /// <param name="arguments">The arguments of the application.</param>
    /// <param name="loggers">Where log lines go; null for nowhere.</param>
    /// <exception cref="SpecException">The arguments cannot be read.</exception>
    public static async Task<WorkerExit> RunAsync(IReadOnlyList<string> arguments, ILoggerFactory? loggers = null)
    {
        var options = Parse(arguments);
        using var signals = new ShutdownSignals();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Token);
        if (options.Attached)
        {
            WatchParent(stop);
        }

        var folder = new StudyFolder(options.Folder);
        var plan = folder.LoadPlan();
        using var runner = new TrialRunner(plan, folder, new TrialRunnerOptions { Threads = options.Threads }, loggers);
        var worker = new StudyWorker(plan.Trials, folder.OpenStore(), runner, new WorkerOptions { Only = options.Index is { } index ? [index] : null }, loggers?.CreateLogger<StudyWorker>());
        return await worker.RunAsync(stop.Token).ConfigureAwait(false);
    }

    private static (string Folder, int? Index, int Threads, bool Attached) Parse(IReadOnlyList<string> arguments)
    {
        var problems = new List<string>();
        int? index = IndexFromEngine();
        var (threads, attached) = (1, false);
        for (var at = 2; at < arguments.Count; at++)
        {
            var value = at + 1 < arguments.Count ? arguments[at + 1] : string.Empty;
            switch (arguments[at])
            {
                case AttachedOption:
                    attached = true;
                    continue;
                case IndexOption when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    index = number;
                    break;
                case ThreadsOption when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0:
                    threads = number;
                    break;
                default:
                    problems.Add($"'{arguments[at]} {value}' is no option of a worker; there are {IndexOption} I, {ThreadsOption} T and {AttachedOption}.");
                    continue;
            }

            at++;
        }

        SpecException.ThrowIfAny("Worker", problems);
        return (arguments[1], index, threads, attached);
    }

    // A task of a SLURM array or a Kubernetes indexed job runs the trial of its own index.
    private static int? IndexFromEngine() =>
        int.TryParse(Environment.GetEnvironmentVariable("SLURM_ARRAY_TASK_ID") ?? Environment.GetEnvironmentVariable("JOB_COMPLETION_INDEX"), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;

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
