using System.Collections.Immutable;

namespace EcgScaling.Study.Launching;

/// <summary>How a study is handed to SLURM.</summary>
public sealed record SlurmOptions
{
    /// <summary>The partition.</summary>
    /// <value>Default: none, that is the cluster's own.</value>
    public string? Partition { get; init; }

    /// <summary>Trials that may run at once, over each array.</summary>
    /// <value>Default: 32.</value>
    public int Parallel { get; init; } = 32;

    /// <summary>Processors, and threads, of one process of a trial.</summary>
    /// <value>Default: 1.</value>
    public int Threads { get; init; } = 1;

    /// <summary>Processes of a data-parallel trial on one node; a trial that takes more is given several nodes.</summary>
    /// <value>Default: 8, the CUDA devices of a usual node.</value>
    public int ProcessesPerNode { get; init; } = 8;

    /// <summary>The generic resource that each process of a trial on a CUDA device asks for, with its number at the end.</summary>
    /// <value>Default: <c>gpu:1</c>.</value>
    public string DeviceResource { get; init; } = "gpu:1";

    /// <summary>The time limit of a task. A trial that needs longer writes its checkpoint and is queued again.</summary>
    /// <value>Default: 4 hours.</value>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How long before the limit a task is told to write its checkpoint.</summary>
    /// <value>Default: 2 minutes.</value>
    public TimeSpan Warning { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Memory beside what the plan counts for a trial: the runtime, libraries, mapped records.</summary>
    /// <value>Default: 1 GiB.</value>
    public long RuntimeBytes { get; init; } = 1L << 30;

    /// <summary>The largest array the cluster takes (<c>scontrol show config | grep MaxArraySize</c>).</summary>
    /// <value>Default: 1001, SLURM's own.</value>
    public int MaxArraySize { get; init; } = 1001;

    /// <summary>Lines for every script, for example <c>#SBATCH --account=ecg</c> or <c>module load dotnet</c>; directives come first.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<string> Lines { get; init; } = [];

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Parallel < 1 || Threads < 1 || MaxArraySize < 1)
        {
            problems.Add($"{nameof(Parallel)} is {Parallel}, {nameof(Threads)} {Threads} and {nameof(MaxArraySize)} {MaxArraySize}; each is at least 1.");
        }

        if (ProcessesPerNode < 1)
        {
            problems.Add($"{nameof(ProcessesPerNode)} is {ProcessesPerNode}; it is at least 1.");
        }

        if (Warning <= TimeSpan.Zero || TimeLimit < 2 * Warning)
        {
            problems.Add($"{nameof(TimeLimit)} is {TimeLimit} with a {nameof(Warning)} of {Warning}; the warning is above zero and at most half of the limit.");
        }

        SpecException.ThrowIfAny(nameof(SlurmOptions), problems);
    }
}
