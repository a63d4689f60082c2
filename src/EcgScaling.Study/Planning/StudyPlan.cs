using System.Collections.Immutable;
using System.Text.Json.Serialization;
using EcgScaling.Study.Describing;

namespace EcgScaling.Study.Planning;

/// <summary>A study resolved into its trials; nothing is left to decide when it runs. Immutable.</summary>
public sealed record StudyPlan
{
    /// <summary>The study.</summary>
    public required StudySpec Spec { get; init; }

    /// <summary>The data it was planned for.</summary>
    public required DataCatalog Data { get; init; }

    /// <summary>What was assumed of the machine.</summary>
    public required PlanOptions Options { get; init; }

    /// <summary>The trials, in the order of arms, families, sizes, data sizes and seeds.</summary>
    public required ImmutableArray<PlannedTrial> Trials { get; init; }

    /// <summary>What every encoder is measured on.</summary>
    public ImmutableArray<PlannedTask> Tasks { get; init; } = [];

    /// <summary>What a user should know before it runs.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Compute of all trials, in FLOP.</summary>
    [JsonIgnore]
    public double TotalFlops => Trials.Sum(trial => trial.Flops);

    /// <summary>The part of <see cref="TotalFlops"/> that trials take over from others' checkpoints.</summary>
    [JsonIgnore]
    public double ReusedFlops => Trials.Sum(trial => trial.ReusedFlops);

    /// <summary>Predicted time of all trials one after the other, on one device, measuring included.</summary>
    [JsonIgnore]
    public TimeSpan TotalTime => TimeSpan.FromSeconds(Trials.Sum(trial => Options.SecondsOf(trial)));

    /// <summary>Space on disk of the finished study: records as prepared, and what the trials keep.</summary>
    [JsonIgnore]
    public long DiskBytes => Data.PreparedBytes + Trials.Sum(trial => trial.DiskBytes) + Tasks.Where(task => !task.InDistribution).Sum(task => Data.Records > 0 ? Data.PreparedBytes / Data.Records * task.Records : 0);

    /// <summary>Whether the predicted times rest on measurements of this machine, for every trial.</summary>
    [JsonIgnore]
    public bool Calibrated => Options.Calibration is { } calibration && Trials.All(trial => calibration.SecondsPerFlop(trial.Family, trial.Spec.Paradigm.Name, trial.Spec.Training.Device, trial.Parameters) is not null);

    /// <summary>Predicted time of one trial.</summary>
    public TimeSpan TimeOf(PlannedTrial trial) => TimeSpan.FromSeconds(Options.SecondsOf(trial));

    /// <summary>Puts the plan into a folder, where it can be run. Planning a larger study into the same folder keeps every trial that is there.</summary>
    /// <param name="folder">The folder; made when missing.</param>
    public StudyRun In(string folder)
    {
        var at = new StudyFolder(folder);
        at.Save(this);
        return new StudyRun(this, at);
    }

    /// <summary>Plans are equal when they plan the same trials.</summary>
    public bool Equals(StudyPlan? other) => other is not null && Trials.Select(trial => trial.Key).SequenceEqual(other.Trials.Select(trial => trial.Key));

    /// <inheritdoc/>
    public override int GetHashCode() => Trials.Aggregate(0, (hash, trial) => HashCode.Combine(hash, trial.Key));
}
