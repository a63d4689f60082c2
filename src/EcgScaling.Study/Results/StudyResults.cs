using System.Collections.Immutable;
using EcgScaling.Models;
using EcgScaling.Study.Measuring;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Results;

/// <summary>What a study has measured so far, read from its folder.</summary>
public sealed record StudyResults
{
    /// <summary>The plan.</summary>
    public required StudyPlan Plan { get; init; }

    /// <summary>The finished trials, in the plan's order.</summary>
    public required ImmutableArray<TrialResult> Trials { get; init; }

    /// <summary>The trials without a result, with where they stand.</summary>
    public required ImmutableArray<UnfinishedTrial> Unfinished { get; init; }

    /// <summary>Whether every trial has a result.</summary>
    public bool Complete => Unfinished.IsEmpty;

    /// <summary>The finished trials by family and arm, in the plan's order.</summary>
    public ImmutableArray<TrialGroup> Groups =>
    [
        .. Trials.GroupBy(trial => (trial.Arm, trial.Family)).Select(group => new TrialGroup
        {
            Family = group.Key.Family,
            FamilyTitle = EncoderFamilies.Get(group.Key.Family).Title,
            Arm = group.Key.Arm,
            Trials = [.. group.OrderBy(trial => trial.Parameters).ThenBy(trial => trial.Records).ThenBy(trial => trial.Seed)],
        }),
    ];

    /// <summary>Reads the results of a study from its folder; running workers are not disturbed.</summary>
    /// <exception cref="EcgDataException">There is no plan, or a file cannot be read.</exception>
    public static StudyResults Read(StudyFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Read(folder.LoadPlan(), folder.OpenStore());
    }

    /// <summary>Reads the results of a plan from a store.</summary>
    public static StudyResults Read(StudyPlan plan, TrialStore store)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(store);
        var (trials, unfinished) = (new List<TrialResult>(), new List<UnfinishedTrial>());
        foreach (var (trial, status) in plan.Trials.Zip(store.StatusesOf([.. plan.Trials.Select(trial => trial.Key)])))
        {
            if (status.Result is { } result)
            {
                // An arm may have been renamed since the trial ran: the name is not part of the key.
                var folder = store.FolderOf(trial.Key);
                trials.Add(result with { Arm = trial.Spec.Arm, Evaluations = [.. result.Evaluations, .. plan.Tasks.SelectMany(task => TransferFiles.Read(folder, task) ?? [])] });
            }
            else
            {
                unfinished.Add(new UnfinishedTrial(trial, status));
            }
        }

        return new StudyResults { Plan = plan, Trials = [.. trials], Unfinished = [.. unfinished] };
    }
}
