using System.Collections.Immutable;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Launching;

/// <summary>What a trial asks of a cluster's node. Trials of one shape share an array: a cluster schedules whole arrays.</summary>
/// <param name="Device">Whether it needs a CUDA device.</param>
/// <param name="Gibibytes">Memory of each process, the runtime's included; a power of two, so that a ladder of sizes needs few arrays.</param>
/// <param name="TimeLimit">How long it may take before it has to write its checkpoint; a quarter of an hour and its doubles, so that short trials slip into gaps.</param>
/// <param name="Processes">The processes that train it together, each with its own processors, memory and device.</param>
public sealed record ResourceShape(bool Device, long Gibibytes, TimeSpan TimeLimit, int Processes = 1)
{
    // Predictions rest on a rough rate: three times and five minutes for the start leave room. A trial that needs more is queued again.
    private const double TimeMargin = 3;
    private static readonly TimeSpan StartUp = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(15);

    /// <summary>The open trials of a study by shape, the smallest first; the keys in the plan's order.</summary>
    /// <param name="run">The study.</param>
    /// <param name="runtimeBytes">Memory beside what the plan counts.</param>
    /// <param name="longest">The longest time limit.</param>
    internal static IEnumerable<(ResourceShape Shape, ImmutableArray<string> Keys)> OpenTrials(StudyRun run, long runtimeBytes, TimeSpan longest) =>
        run.Status().Trials.Where(item => item.Status.State is not (TrialState.Done or TrialState.Failed))
            .GroupBy(item => Of(run.Plan, item.Trial, runtimeBytes, longest))
            .OrderBy(group => group.Key.Device).ThenBy(group => group.Key.Processes).ThenBy(group => group.Key.Gibibytes).ThenBy(group => group.Key.TimeLimit)
            .Select(group => (group.Key, group.Select(item => item.Trial.Key).ToImmutableArray()));

    private static ResourceShape Of(StudyPlan plan, PlannedTrial trial, long runtimeBytes, TimeSpan longest)
    {
        // Memory is predicted within a quarter.
        var gibibytes = (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1, Math.Ceiling(((trial.MemoryBytes * 1.25) + runtimeBytes) / (1L << 30))));
        var needed = (plan.TimeOf(trial) * TimeMargin) + StartUp;
        var limit = Shortest;
        while (limit < needed && limit < longest)
        {
            limit *= 2;
        }

        return new ResourceShape(trial.Spec.Training.Device.StartsWith("cuda", StringComparison.Ordinal), gibibytes, limit < longest ? limit : longest, trial.Processes);
    }
}
