namespace EcgScaling.Training.Probing;

/// <summary>Pooled features of exams with their labels: all that a probe needs to know of an encoder.</summary>
public sealed record FeatureTable
{
    /// <summary>The features, <c>(record, feature)</c>, flattened.</summary>
    public required float[] Values { get; init; }

    /// <summary>The labels, <c>(record, label)</c>, flattened: 1, 0, or NaN where not known.</summary>
    public required float[] Targets { get; init; }

    /// <summary>The label axis.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The patient of each record.</summary>
    public required IReadOnlyList<long> PatientKeys { get; init; }

    /// <summary>Numbers per record.</summary>
    public required int FeatureSize { get; init; }

    /// <summary>The number of records.</summary>
    public int Records => PatientKeys.Count;
}
