using System.Collections.Immutable;
using EcgScaling.Laws;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Answering;

/// <summary>A loss that was measured for the trials of a study: a set and which of its labels.</summary>
/// <param name="Set">The set.</param>
/// <param name="Knowledge">Which labels.</param>
/// <param name="OutOfDistribution">Whether its records come from elsewhere.</param>
/// <param name="Probe">Whether it is a probe's loss.</param>
internal sealed record Measurement(string Set, LabelKnowledge Knowledge, bool OutOfDistribution, bool Probe)
{
    /// <summary>The name in tables: <c>site-b, unseen labels</c>.</summary>
    public string Title => Knowledge == LabelKnowledge.All ? Set : $"{Set}, {Knowledge.ToString().ToLowerInvariant()} labels";

    /// <summary>All losses that were measured, in the order of the results.</summary>
    public static ImmutableArray<Measurement> Of(StudyResults results) =>
        [.. results.Trials.SelectMany(trial => trial.Evaluations).Select(evaluation => new Measurement(evaluation.Set, evaluation.Knowledge, evaluation.OutOfDistribution, evaluation.Probe)).Distinct()];

    /// <summary>The loss of a group's trials as points.</summary>
    public ImmutableArray<ScalingPoint> Points(TrialGroup group) =>
    [
        .. from trial in @group.Trials
           let evaluation = trial.Measured(Set, Knowledge)
           where evaluation is not null && double.IsFinite(evaluation.Loss) && evaluation.Loss > 0
           select @group.ToPoint(trial, evaluation),
    ];
}
