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

    /// <summary>Some of the records, in the order given.</summary>
    /// <param name="records">Their places.</param>
    /// <exception cref="ArgumentOutOfRangeException">A place is not in the table.</exception>
    public FeatureTable Take(IReadOnlyList<int> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return this with
        {
            Values = Rows(Values, FeatureSize),
            Targets = Rows(Targets, Labels.Count),
            PatientKeys = [.. records.Select(record => PatientKeys[record])],
        };

        float[] Rows(float[] values, int width)
        {
            var taken = new float[records.Count * width];
            for (var place = 0; place < records.Count; place++)
            {
                values.AsSpan(records[place] * width, width).CopyTo(taken.AsSpan(place * width));
            }

            return taken;
        }
    }
}
