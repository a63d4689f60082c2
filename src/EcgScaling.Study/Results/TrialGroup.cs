using System.Collections.Immutable;
using EcgScaling.Laws;

namespace EcgScaling.Study.Results;

/// <summary>The finished trials of one family under one arm: what one scaling law is fitted to.</summary>
public sealed record TrialGroup
{
    /// <summary>The model family, for example <c>resnet1d</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The family's name for people, for example <c>ResNet1D</c>.</summary>
    public required string FamilyTitle { get; init; }

    /// <summary>The arm, for example <c>supervised</c>.</summary>
    public required string Arm { get; init; }

    /// <summary>The trials, by size, data size and seed.</summary>
    public required ImmutableArray<TrialResult> Trials { get; init; }

    /// <summary>The unit of their loss. Losses of different units are never compared.</summary>
    public string Unit => Trials[0].Evaluations[0].Unit;

    /// <summary>The name in tables and legends.</summary>
    public string Title => $"{FamilyTitle}, {Arm}";

    /// <summary>The different numbers of parameters, ascending.</summary>
    public ImmutableArray<long> Sizes => [.. Trials.Select(trial => trial.Parameters).Distinct().Order()];

    /// <summary>The different numbers of training records, ascending.</summary>
    public ImmutableArray<long> DataSizes => [.. Trials.Select(trial => trial.Records).Distinct().Order()];

    /// <summary>The trials as points for <see cref="ScalingLaw"/>: N, D, C, loss, seed. Trials that diverged are left out.</summary>
    public ImmutableArray<ScalingPoint> Points => [.. Trials.Where(trial => double.IsFinite(trial.Loss)).Select(trial => ToPoint(trial, trial.Evaluations[0]))];

    internal ScalingPoint ToPoint(TrialResult trial, Evaluation evaluation) => new(trial.Parameters, trial.Records, evaluation.Loss)
    {
        Compute = trial.Flops,
        UniqueSamples = trial.Records,
        LossStandardError = evaluation.LossStandardError,
        Family = Title,
        Run = trial.Key,
        Seed = trial.Seed <= int.MaxValue ? (int)trial.Seed : null,
    };
}
