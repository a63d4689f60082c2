using System.Collections.Immutable;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Running;

/// <summary>Where a study stands: every trial, and the whole.</summary>
public sealed record StudyProgress
{
    /// <summary>Every trial of the plan, in its order, with where it stands.</summary>
    public required ImmutableArray<(PlannedTrial Trial, TrialStatus Status)> Trials { get; init; }

    /// <summary>Trials that are done.</summary>
    public int Done => Count(TrialState.Done);

    /// <summary>Trials that are being run.</summary>
    public int Running => Count(TrialState.Running);

    /// <summary>Trials that failed for good.</summary>
    public int Failed => Count(TrialState.Failed);

    /// <summary>The part of the plan's compute that is done, trials under way included, from 0 to 1.</summary>
    public required double Fraction { get; init; }

    /// <summary>Time left, from the rate at which finished and running trials went; null before there is one.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>Hours that trials have taken so far.</summary>
    public double DeviceHours => Trials.Sum(item => item.Status.Result is { } result ? result.Run.Seconds * result.Run.Processes : 0) / 3600;

    private int Count(TrialState state) => Trials.Count(item => item.Status.State == state);
}
