using System.Collections.Immutable;
using EcgScaling.Training;

namespace EcgScaling.Study.Describing;

/// <summary>
/// A study in full, as data: what <see cref="ScalingStudy"/> writes in code and a JSON file holds. The trials are every combination of a family's sizes, the
/// data sizes, the arms and the seeds.
/// </summary>
public sealed record StudySpec
{
    /// <summary>The study's name: letters, digits, dots, dashes and underscores.</summary>
    public required string Name { get; init; }

    /// <summary>The records, what is made of them, and how many are trained on.</summary>
    public DataSpec Data { get; init; } = new();

    /// <summary>The model families and their sizes.</summary>
    public ImmutableArray<FamilySpec> Families { get; init; } = [];

    /// <summary>The paradigms, each with what it does differently from the rest.</summary>
    public ImmutableArray<ArmSpec> Arms { get; init; } = [];

    /// <summary>The seeds: each trial is run once per seed.</summary>
    /// <value>Default: 1.</value>
    public ImmutableArray<ulong> Seeds { get; init; } = [1];

    /// <summary>How every model is trained; its seed is replaced by the trial's.</summary>
    public TrainingConfig Training { get; init; } = new();

    /// <summary>The sizes that several processes train together.</summary>
    /// <value>Default: none, that is one process for every size.</value>
    public ImmutableArray<ProcessesAbove> Processes { get; init; } = [];

    /// <summary>What every pre-trained encoder is measured on besides its own held-out loss. Tasks may be added later: encoders that are there are measured, none is trained again.</summary>
    /// <value>Default: none.</value>
    public ImmutableArray<TransferTaskSpec> Transfer { get; init; } = [];

    /// <summary>What the study may cost.</summary>
    /// <value>Default: none, that is no limit.</value>
    public BudgetSpec? Budget { get; init; }

    /// <summary>Reads a study from a JSON file; keys that are missing take their defaults, unknown ones are refused.</summary>
    /// <exception cref="EcgDataException">The file is no study; the message names the line and the key.</exception>
    public static StudySpec ReadFile(string path) => StudyJson.ReadFile<StudySpec>(path);

    /// <summary>Reads a study from JSON text.</summary>
    /// <exception cref="EcgDataException">The text is no study.</exception>
    public static StudySpec FromJson(string json) => StudyJson.Parse<StudySpec>(json, "study");

    /// <summary>The study as JSON, defaults included.</summary>
    public string ToJson() => StudyJson.Write(this);

    /// <summary>Studies are equal when their JSON is.</summary>
    public bool Equals(StudySpec? other) => other is not null && ToJson() == other.ToJson();

    /// <inheritdoc/>
    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);
}
