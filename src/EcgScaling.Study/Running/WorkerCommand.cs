using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace EcgScaling.Study.Running;

/// <summary>How to start a worker process. The same command serves a laptop, SLURM and Kubernetes.</summary>
public sealed record WorkerCommand
{
    /// <summary>The word by which an application knows that it is to be a worker.</summary>
    public const string Verb = "worker";

    /// <summary>The program.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments up to the verb.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>This application itself, started once more; its <c>Main</c> hands the arguments to <see cref="WorkerHost.RunAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">This process has no entry assembly (it is hosted by another program): run in-process instead.</exception>
    public static WorkerCommand ThisApplication()
    {
        var entry = Assembly.GetEntryAssembly()?.Location;
        if (string.IsNullOrEmpty(entry) || Environment.ProcessPath is not { } process)
        {
            throw new InvalidOperationException("This process has no entry assembly that could be started as a worker; set LocalRun.Workers to 0 to run in this process.");
        }

        var isHost = Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return new WorkerCommand { Program = process, Arguments = isHost ? [entry] : [] };
    }

    /// <summary>The whole command line of a worker on a study.</summary>
    public IReadOnlyList<string> For(string study, params ReadOnlySpan<string> options) => [.. Arguments, Verb, study, .. options];

    internal ProcessStartInfo ToStartInfo(string study, int threads, params ReadOnlySpan<string> options)
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in For(study, [WorkerArguments.AttachedOption, WorkerArguments.ThreadsOption, threads.ToString(CultureInfo.InvariantCulture), .. options]))
        {
            start.ArgumentList.Add(argument);
        }

        // Threads of the math libraries: they are read when those are loaded, before a trial could set them.
        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        start.Environment["OPENBLAS_NUM_THREADS"] = start.Environment["OMP_NUM_THREADS"];
        start.Environment["MKL_NUM_THREADS"] = start.Environment["OMP_NUM_THREADS"];
        return start;
    }
}
