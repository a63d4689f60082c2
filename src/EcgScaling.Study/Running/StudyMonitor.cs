using System.Collections.Immutable;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Running;

/// <summary>Reads where a study stands from its folder. It sees every worker of every machine, needs none of them, and disturbs none.</summary>
public sealed class StudyMonitor
{
    private readonly StudyPlan _plan;
    private readonly TrialStore _store;
    private readonly Dictionary<string, TrialStatus> _done = [];

    /// <summary>Makes a monitor.</summary>
    public StudyMonitor(StudyPlan plan, TrialStore store)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(store);
        (_plan, _store) = (plan, store);
    }

    /// <summary>Looks once. Finished trials are remembered and not read again.</summary>
    public StudyProgress Look()
    {
        var trials = ImmutableArray.CreateBuilder<(PlannedTrial, TrialStatus)>(_plan.Trials.Length);
        var (flopsDone, secondsDone, flopsOfTimed, rate) = (0.0, 0.0, 0.0, 0.0);
        var running = 0;
        string[] open = [.. _plan.Trials.Where(trial => !_done.ContainsKey(trial.Key)).Select(trial => trial.Key)];
        var looked = _store.StatusesOf(open).ToDictionary(status => status.Key);
        foreach (var trial in _plan.Trials)
        {
            if (!_done.TryGetValue(trial.Key, out var status))
            {
                status = looked[trial.Key];
                if (status.State == TrialState.Done)
                {
                    _done[trial.Key] = status;
                }
            }

            trials.Add((trial, status));
            switch (status.State)
            {
                case TrialState.Done:
                    flopsDone += trial.Flops;
                    flopsOfTimed += trial.Flops;
                    secondsDone += status.Result!.Run.Seconds;
                    break;
                case TrialState.Failed:
                    flopsDone += trial.Flops;
                    break;
                default:
                    flopsDone += trial.Flops * (status.Progress?.Fraction ?? 0);
                    running += status.State == TrialState.Running ? 1 : 0;
                    break;
            }
        }

        rate = secondsDone > 0 ? flopsOfTimed / secondsDone : 0;
        var left = _plan.TotalFlops - flopsDone;
        return new StudyProgress
        {
            Trials = trials.MoveToImmutable(),
            Fraction = _plan.TotalFlops > 0 ? Math.Clamp(flopsDone / _plan.TotalFlops, 0, 1) : 1,
            Remaining = rate > 0 && running > 0 ? TimeSpan.FromSeconds(left / (rate * running)) : null,
        };
    }
}
