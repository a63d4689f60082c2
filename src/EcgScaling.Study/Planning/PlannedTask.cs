using System.Collections.Immutable;
using EcgScaling.Study.Describing;

namespace EcgScaling.Study.Planning;

/// <summary>A transfer task, resolved for its data: which labels it has, and which of them pre-training has seen.</summary>
public sealed record PlannedTask
{
    /// <summary>The task's key: the hash of its data, labels, split and probe. A measurement is found again by it.</summary>
    public required string Key { get; init; }

    /// <summary>What was asked for.</summary>
    public required TransferTaskSpec Spec { get; init; }

    /// <summary>The hash of the prepared data.</summary>
    public required string DataHash { get; init; }

    /// <summary>Usable records of the data set.</summary>
    public required long Records { get; init; }

    /// <summary>Records that the probe is fitted on.</summary>
    public required int FitRecords { get; init; }

    /// <summary>Records that are measured.</summary>
    public required int MeasureRecords { get; init; }

    /// <summary>The labels that some supervised arm trains on.</summary>
    public ImmutableArray<string> Seen { get; init; } = [];

    /// <summary>The labels that none does.</summary>
    public ImmutableArray<string> Unseen { get; init; } = [];

    /// <summary>The labels of a ready task of which supervised arms train on some findings and not on others; they are in neither loss.</summary>
    public ImmutableArray<string> PartlySeen { get; init; } = [];

    /// <summary>How a ready task is divided, in words; empty where the task says it itself.</summary>
    public string Division { get; init; } = string.Empty;

    /// <summary>Labels with fewer positives or negatives are in no mean.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    internal int MinimumPositives => Spec.Source is TaskSourceSpec source ? source.Ready.MinimumPositives : Spec.MinimumPositives;

    /// <summary>Whether the records are the study's own.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool InDistribution => Spec.Source is null;
}
