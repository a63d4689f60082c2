using System.Collections.Immutable;
using EcgScaling.Training;
using EcgScaling.Training.Paradigms;

namespace EcgScaling.Study.Describing;

/// <summary>One arm of a study: a paradigm, and what it does differently from the rest of the study.</summary>
public sealed record ArmSpec
{
    /// <summary>How the models of this arm are pre-trained.</summary>
    public required ParadigmConfig Paradigm { get; init; }

    /// <summary>The name in tables and figures, needed where two arms share a paradigm.</summary>
    /// <value>Default: none, that is the paradigm's own.</value>
    public string? Name { get; init; }

    /// <summary>The name under which the trials of several arms are tabulated, drawn and fitted together; such arms differ in sizes and data sizes only.</summary>
    /// <value>Default: none, that is the arm's own name.</value>
    public string? Group { get; init; }

    /// <summary>The families of this arm.</summary>
    /// <value>Default: none, that is all of the study.</value>
    public ImmutableArray<string>? Families { get; init; }

    /// <summary>The model sizes of this arm, for every family of it.</summary>
    /// <value>Default: none, that is each family's own.</value>
    public ImmutableArray<long>? Sizes { get; init; }

    /// <summary>The data sizes of this arm.</summary>
    /// <value>Default: none, that is the study's.</value>
    public ImmutableArray<DataSize>? DataSizes { get; init; }

    /// <summary>
    /// The labels axis of a supervised arm: for each number k, one arm that trains on the first k labels (of the paradigm's list, or of the data's). Smaller sets lie inside larger ones.
    /// </summary>
    /// <value>Default: none, that is all labels.</value>
    public ImmutableArray<int>? LabelCounts { get; init; }

    /// <summary>The seeds of this arm.</summary>
    /// <value>Default: none, that is the study's.</value>
    public ImmutableArray<ulong>? Seeds { get; init; }

    /// <summary>How the models of this arm are trained.</summary>
    /// <value>Default: none, that is as in the rest of the study.</value>
    public TrainingConfig? Training { get; init; }

    /// <summary>The name that tables and figures show.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Title => Name ?? Paradigm.Name;
}
