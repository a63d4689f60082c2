using System.Globalization;

namespace EcgScaling.Study.Running;

/// <summary>What a worker was asked for: <c>worker FOLDER [--index I] [--list FILE] [--memory BYTES] [--resident BYTES] [--processes P] [--threads T] [--attached]</c>.</summary>
internal sealed record WorkerArguments
{
    public const string AttachedOption = "--attached";
    public const string ThreadsOption = "--threads";
    public const string IndexOption = "--index";
    public const string ListOption = "--list";
    public const string MemoryOption = "--memory";
    public const string ResidentOption = "--resident";
    public const string ProcessesOption = "--processes";

    /// <summary>The study's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The place of the one trial to run, in the plan or in the list; null takes any that is free.</summary>
    public int? Index { get; init; }

    /// <summary>A file with one trial key a line, which the index counts in; null counts in the plan.</summary>
    public string? List { get; init; }

    /// <summary>Trials that need more bytes are left to others; null takes all.</summary>
    public long? Memory { get; init; }

    /// <summary>Memory of the device that a trial's tracings may take, in bytes; null for the trainer's default.</summary>
    public long? Resident { get; init; }

    /// <summary>Trials that take more processes are left to others; null takes all.</summary>
    public int? Processes { get; init; }

    /// <summary>Threads of a process.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether standard input is the line to the process that started this one.</summary>
    public bool Attached { get; init; }

    /// <exception cref="SpecException">The arguments cannot be read.</exception>
    public static WorkerArguments Parse(IReadOnlyList<string> arguments)
    {
        var problems = new List<string>();
        var read = new WorkerArguments { Folder = arguments[1], Index = IndexFromEngine() };
        for (var at = 2; at < arguments.Count; at++)
        {
            var value = at + 1 < arguments.Count ? arguments[at + 1] : string.Empty;
            var number = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
            switch (arguments[at])
            {
                case AttachedOption:
                    read = read with { Attached = true };
                    continue;
                case IndexOption when number is >= 0 and <= int.MaxValue:
                    read = read with { Index = (int)number };
                    break;
                case ThreadsOption when number is > 0 and <= int.MaxValue:
                    read = read with { Threads = (int)number };
                    break;
                case MemoryOption when number > 0:
                    read = read with { Memory = number };
                    break;
                case ResidentOption when number >= 0:
                    read = read with { Resident = number };
                    break;
                case ProcessesOption when number is > 0 and <= int.MaxValue:
                    read = read with { Processes = (int)number };
                    break;
                case ListOption when value.Length > 0:
                    read = read with { List = value };
                    break;
                default:
                    problems.Add($"'{arguments[at]} {value}' is no option of a worker; there are {IndexOption} I, {ListOption} FILE, {MemoryOption} BYTES, {ResidentOption} BYTES, {ProcessesOption} P, {ThreadsOption} T and {AttachedOption}.");
                    continue;
            }

            at++;
        }

        if (read is { List: not null, Index: null })
        {
            problems.Add($"{ListOption} needs the place in the list: {IndexOption} I, or the variable SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX that an engine sets.");
        }

        SpecException.ThrowIfAny("Worker", problems);
        return read;
    }

    // A task of a SLURM array or a Kubernetes indexed job runs the trial of its own index.
    private static int? IndexFromEngine() =>
        int.TryParse(Environment.GetEnvironmentVariable("SLURM_ARRAY_TASK_ID") ?? Environment.GetEnvironmentVariable("JOB_COMPLETION_INDEX"), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
}
