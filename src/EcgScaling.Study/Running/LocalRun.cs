using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Running;

/// <summary>How a study runs on this machine.</summary>
public sealed record LocalRun
{
    /// <summary>Trials side by side, each in a process of its own; 0 runs one after the other in this process.</summary>
    /// <value>Default: as many as processors and memory hold; the largest trials leave room for fewer beside them.</value>
    public int? Workers { get; init; }

    /// <summary>Threads of one trial. The numbers repeat to the last bit at the same number of threads, so a study keeps the one it began with.</summary>
    /// <value>Default: 1, since small models train faster one to a core than one over all cores. Only where memory holds fewer trials than there are cores is a short calibration asked whether more pay.</value>
    public int? Threads { get; init; }

    /// <summary>Memory for all trials side by side, in bytes; of the device, where they run on one.</summary>
    /// <value>Default: what the machine gives this process, or what its device has free.</value>
    public long? MemoryBytes { get; init; }

    /// <summary>How to start a worker.</summary>
    /// <value>Default: none, that is this application itself; see <see cref="WorkerHost"/>.</value>
    public WorkerCommand? Command { get; init; }

    /// <summary>How often progress is read from the trials' folders.</summary>
    /// <value>Default: half a second.</value>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often workers that died are replaced, all together.</summary>
    /// <value>Default: 10.</value>
    public int Restarts { get; init; } = 10;

    /// <summary>How claims are kept alive.</summary>
    public LeaseOptions Lease { get; init; } = new();

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Workers < 0)
        {
            problems.Add($"{nameof(Workers)} is {Workers}; it is 0 (in this process) or more.");
        }

        if (Threads < 1)
        {
            problems.Add($"{nameof(Threads)} is {Threads}; it is at least 1.");
        }

        if (MemoryBytes < 1)
        {
            problems.Add($"{nameof(MemoryBytes)} is {MemoryBytes}; it is positive.");
        }

        if (Poll <= TimeSpan.Zero)
        {
            problems.Add($"{nameof(Poll)} is {Poll}; it is above zero.");
        }

        SpecException.ThrowIfAny(nameof(LocalRun), problems);
        Lease.Validate();
    }
}
