namespace EcgScaling.Data;

/// <summary>What is known of one recorded exam, without its tracing.</summary>
public sealed record Exam
{
    /// <summary>The exam's id in its data set, unique there.</summary>
    public required string Id { get; init; }

    /// <summary>The patient's id in the data set. Where a data set gives none, the exam's own id, and the source says so in its warnings.</summary>
    public required string PatientId { get; init; }

    /// <summary>Age in years.</summary>
    /// <value>Default: NaN, not known.</value>
    public double Age { get; init; } = double.NaN;

    /// <summary>The patient's sex.</summary>
    /// <value>Default: unknown.</value>
    public Sex Sex { get; init; }

    /// <summary>One value a label of <see cref="IEcgSource.LabelNames"/>: 1 present, 0 absent, NaN not known; or the value of a numeric label.</summary>
    public float[] Labels { get; init; } = [];

    /// <summary>Where the tracing was recorded, or empty.</summary>
    public string Site { get; init; } = string.Empty;

    /// <summary>The part of the published division the exam belongs to: <c>1</c> to <c>10</c> for PTB-XL's folds, or <c>train</c>, <c>val</c>, <c>test</c>; empty where none is published.</summary>
    public string Fold { get; init; } = string.Empty;
}
