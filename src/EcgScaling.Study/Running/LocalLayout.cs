using System.Collections.Immutable;
using System.Globalization;

namespace EcgScaling.Study.Running;

/// <summary>Which workers stand side by side on this machine, and how large a trial each may take, so that whatever they hold at once fits into memory.</summary>
internal sealed record LocalLayout
{
    /// <summary>Threads of each process.</summary>
    public required int Threads { get; init; }

    /// <summary>The largest trial of each worker: bytes as the plan counts them, and processes.</summary>
    public required ImmutableArray<TrialNeeds> Limits { get; init; }

    /// <summary>Memory of the device that the tracings of each worker's trial may take; null where no trial needs a device, or its memory is not known.</summary>
    public long? ResidentBytes { get; init; }

    /// <summary>How many workers there are.</summary>
    public int Workers => Limits.Length;

    /// <summary>The options that tell a worker what it may take.</summary>
    public string[] LimitsOf(int worker) =>
    [
        WorkerArguments.MemoryOption, Limits[worker].Bytes.ToString(CultureInfo.InvariantCulture), WorkerArguments.ProcessesOption, Limits[worker].Processes.ToString(CultureInfo.InvariantCulture),
        .. ResidentBytes is { } resident ? [WorkerArguments.ResidentOption, resident.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(),
    ];

    /// <summary>The same workers, each with its share of what their trials leave of a device.</summary>
    /// <param name="free">Bytes that the device has free.</param>
    /// <param name="own">Bytes that each process needs there beside its trial.</param>
    public LocalLayout OnDevice(long free, long own) =>
        // A quarter stays free: what a trial needs is an estimate.
        this with { ResidentBytes = Math.Max(0, (free - Limits.Sum(limit => limit.Bytes + (own * limit.Processes))) / 4 * 3 / Workers) };

    /// <summary>
    /// As many workers as there are seats and trials. The first may take any trial; every further one those that still fit beside the largest of the ones before. So a few large
    /// trials do not keep the small ones from running side by side, and none waits for ever.
    /// </summary>
    /// <param name="trials">What each open trial needs; at least one.</param>
    /// <param name="seats">Processes that processors allow.</param>
    /// <param name="threads">Threads of each.</param>
    /// <param name="memory">Bytes for all.</param>
    /// <param name="own">Bytes that a worker needs beside its trial: runtime, libraries.</param>
    public static LocalLayout Of(IReadOnlyList<TrialNeeds> trials, int seats, int threads, long memory, long own)
    {
        var largestFirst = trials.OrderByDescending(trial => trial.Bytes).ThenByDescending(trial => trial.Processes).ToArray();
        var workers = ImmutableArray.CreateBuilder<TrialNeeds>();
        workers.Add(Largest(largestFirst));
        var (left, free) = (memory - own - workers[0].Bytes, seats - workers[0].Processes);
        while (workers.Count < trials.Count)
        {
            var fits = Array.FindIndex(largestFirst, trial => trial.Bytes + own <= left && trial.Processes <= free);
            if (fits < 0)
            {
                break;
            }

            workers.Add(largestFirst[fits]);
            left -= own + largestFirst[fits].Bytes;
            free -= largestFirst[fits].Processes;
        }

        return new LocalLayout { Threads = threads, Limits = workers.ToImmutable() };
    }

    /// <summary>What a worker that takes any of these trials may need.</summary>
    public static TrialNeeds Largest(IEnumerable<TrialNeeds> trials) =>
        trials.Aggregate((most, trial) => new TrialNeeds(Math.Max(most.Bytes, trial.Bytes), Math.Max(most.Processes, trial.Processes)));
}
