using EcgScaling.Study.Planning;

namespace EcgScaling.Study.Running;

/// <summary>Decides how trials share this machine.</summary>
internal static class LocalLayouts
{
    // More threads must pay for themselves: a study keeps their number for good.
    private const double WorthIt = 1.1;

    /// <summary>Decides, and writes the number of threads into the study's folder, which keeps it.</summary>
    public static LocalLayout For(StudyPlan plan, IReadOnlyList<PlannedTrial> open, StudyFolder folder, LocalRun run)
    {
        var processors = Environment.ProcessorCount;
        var largest = open.MaxBy(trial => trial.MemoryBytes)!;
        var threads = run.Threads ?? folder.Threads ?? Choose(plan, open, run, processors, count => ThreadCalibration.SecondsOfStep(largest, count));
        folder.KeepThreads(threads);
        return run.Workers is { } workers
            // Who names a number of workers has looked at the memory.
            ? new LocalLayout { Threads = threads, Limits = [.. Enumerable.Repeat(LocalLayout.Largest(open.Select(TrialNeeds.Of)), Math.Min(workers, open.Count))] }
            : Of(plan, open, run, processors, threads);
    }

    /// <summary>The threads of a run in this process.</summary>
    public static int ThreadsHere(StudyFolder folder, LocalRun run)
    {
        var threads = run.Threads ?? folder.Threads ?? 1;
        folder.KeepThreads(threads);
        return threads;
    }

    /// <summary>
    /// One thread a trial where memory lets every core have a trial of its own: threads of one trial wait for each other, trials do not. Where it does not, the cores left over help if they bring
    /// more trials an hour, which is measured.
    /// </summary>
    internal static int Choose(StudyPlan plan, IReadOnlyList<PlannedTrial> open, LocalRun run, int processors, Func<int, double> secondsOfStep)
    {
        var alone = Of(plan, open, run, processors, 1).Workers;
        if (run.Workers is not null || alone >= Math.Min(processors, open.Count))
        {
            return 1;
        }

        var (best, rate) = (1, alone / secondsOfStep(1));
        for (var threads = 2; threads <= processors; threads *= 2)
        {
            var with = Of(plan, open, run, processors, threads).Workers / secondsOfStep(threads);
            if (with > WorthIt * rate)
            {
                (best, rate) = (threads, with);
            }
        }

        return best;
    }

    private static LocalLayout Of(StudyPlan plan, IReadOnlyList<PlannedTrial> open, LocalRun run, int processors, int threads) => LocalLayout.Of(
        [.. open.Select(TrialNeeds.Of)], Math.Max(1, processors / threads), threads,
        // The prepared records are mapped: the workers share one copy of them.
        (run.MemoryBytes ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) - plan.Data.PreparedBytes, TrialNeeds.RuntimeBytes);
}
