using System.Collections.Immutable;
using System.Text.Json.Nodes;
using EcgScaling.Training;
using EcgScaling.Training.Optimisation;

namespace EcgScaling.Study.Planning;

/// <summary>
/// Finds trials that are equal up to the end of their constant learning rate. The longest of them is the trunk: it keeps checkpoints where the others leave it, and each
/// of those then only has its decay to train.
/// </summary>
internal static class Branches
{
    /// <summary>The same trials, the trunks with further checkpoints, the others with the place where they leave.</summary>
    public static ImmutableArray<PlannedTrial> Link(ImmutableArray<PlannedTrial> trials)
    {
        var linked = new Dictionary<string, PlannedTrial>();
        foreach (var group in trials.GroupBy(GroupOf).Where(group => group.Count() > 1))
        {
            var trunk = group.MaxBy(trial => trial.Steps)!;
            var last = ConstantSteps(trunk);
            var points = new SortedSet<long>();
            foreach (var trial in group.Where(trial => trial.Steps < trunk.Steps))
            {
                var step = ConstantSteps(trial);
                if (step <= last && step >= Math.Max(1, trial.Spec.Training.Schedule.WarmUpSteps ?? long.MaxValue))
                {
                    linked[trial.Key] = trial with { Branch = new BranchPoint(trunk.Key, step) };
                    points.Add(step);
                }
            }

            if (points.Count > 0)
            {
                var plan = trunk.Spec.Training.Checkpoints;
                var at = (plan.Points.At.IsDefault ? [] : plan.Points.At).Concat(points.Select(Duration.Steps)).Distinct();
                var training = trunk.Spec.Training with { Checkpoints = plan with { KeepPlanned = true, Points = plan.Points with { At = [.. at] } } };
                linked[trunk.Key] = trunk with
                {
                    Spec = trunk.Spec with { Training = training },
                    DiskBytes = trunk.DiskBytes + (12 * trunk.Parameters * points.Count),
                };
            }
        }

        return [.. trials.Select(trial => linked.GetValueOrDefault(trial.Key, trial))];
    }

    /// <summary>The steps before the decay begins; the trainer's schedule counts likewise.</summary>
    internal static long ConstantSteps(PlannedTrial trial) =>
        Math.Min(trial.Steps - 1, trial.Steps - Math.Max(1, (long)Math.Round(trial.Spec.Training.Schedule.Decay * trial.Steps)));

    // Everything that decides a step before the decay: the trial without its length.
    private static string GroupOf(PlannedTrial trial)
    {
        var spec = trial.Spec;
        return spec.Pool is null || spec.Training.Schedule.Kind != ScheduleKind.Wsd
            ? trial.Key
            : CanonicalJson.Hash(new JsonObject { ["pool"] = (spec with { Records = 0, Training = spec.Training with { Duration = Duration.Steps(1) } }).Key() });
    }
}
