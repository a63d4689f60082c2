using EcgScaling.Study.Planning;
using EcgScaling.Training;
using TorchSharp;

namespace EcgScaling.Study.Running;

/// <summary>Decides how trials share this machine.</summary>
internal static class LocalLayouts
{
    // More threads must pay for themselves: a study keeps their number for good.
    private const double WorthIt = 1.1;

    /// <summary>Decides, and writes the number of threads into the study's folder, which keeps it.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="open">The trials that are left; at least one.</param>
    /// <param name="folder">The study's folder.</param>
    /// <param name="run">What the caller wants.</param>
    public static LocalLayout For(StudyPlan plan, IReadOnlyList<PlannedTrial> open, StudyFolder folder, LocalRun run)
    {
        var free = open.Select(trial => trial.Spec.Training.Device).FirstOrDefault(IsCuda) is { } device ? DeviceMemory.FreeBytes(new torch.Device(device)) : null;
        var processors = Environment.ProcessorCount;
        var largest = open.MaxBy(trial => trial.MemoryBytes)!;
        var threads = run.Threads ?? folder.Threads ?? Choose(plan, open, run, processors, free, count => ThreadCalibration.SecondsOfStep(largest, count));
        folder.KeepThreads(threads);
        return Of(plan, open, run, processors, threads, free);
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
    internal static int Choose(StudyPlan plan, IReadOnlyList<PlannedTrial> open, LocalRun run, int processors, long? free, Func<int, double> secondsOfStep)
    {
        var alone = Of(plan, open, run, processors, 1, free).Workers;
        if (run.Workers is not null || alone >= Math.Min(processors, open.Count))
        {
            return 1;
        }

        var (best, rate) = (1, alone / secondsOfStep(1));
        for (var threads = 2; threads <= processors; threads *= 2)
        {
            var with = Of(plan, open, run, processors, threads, free).Workers / secondsOfStep(threads);
            if (with > WorthIt * rate)
            {
                (best, rate) = (threads, with);
            }
        }

        return best;
    }

    /// <summary>The workers.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="open">The trials that are left; at least one.</param>
    /// <param name="run">What the caller wants.</param>
    /// <param name="processors">Those of this machine.</param>
    /// <param name="threads">Threads of each trial.</param>
    /// <param name="free">What the CUDA device of the trials has free; null without one.</param>
    internal static LocalLayout Of(StudyPlan plan, IReadOnlyList<PlannedTrial> open, LocalRun run, int processors, int threads, long? free)
    {
        // The prepared records are mapped: the workers share one copy of them. What a trial on a device needs lies there.
        var here = (run.MemoryBytes ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) - plan.Data.PreparedBytes;
        var there = Math.Min(free ?? long.MaxValue, run.MemoryBytes ?? long.MaxValue);
        var memory = free is null ? here : open.All(trial => IsCuda(trial.Spec.Training.Device)) ? there : Math.Min(here, there);
        TrialNeeds[] needs = [.. open.Select(TrialNeeds.Of)];
        var own = free is null ? TrialNeeds.RuntimeBytes : TrialNeeds.DeviceRuntimeBytes;
        var layout = run.Workers is { } workers
            // Who names a number of workers has looked at the memory.
            ? new LocalLayout { Threads = threads, Limits = [.. Enumerable.Repeat(LocalLayout.Largest(needs), Math.Min(workers, open.Count))] }
            : LocalLayout.Of(needs, Math.Max(1, processors / threads), threads, memory, own);
        return free is { } bytes ? layout.OnDevice(bytes, own) : layout;
    }

    private static bool IsCuda(string device) => device.StartsWith("cuda", StringComparison.Ordinal);
}
