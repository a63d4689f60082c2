namespace EcgScaling.Data.Wfdb;

/// <summary>A WFDB header file (header(5) of the WFDB applications guide).</summary>
public sealed record WfdbHeader
{
    /// <summary>The path of the header file.</summary>
    public required string Path { get; init; }

    /// <summary>The record's name as the header gives it.</summary>
    public required string RecordName { get; init; }

    /// <summary>Frames a second.</summary>
    /// <value>Default: 250 Hz, as the format prescribes.</value>
    public double FrameRate { get; init; } = 250;

    /// <summary>The number of frames, or null where the header leaves it to the files.</summary>
    public long? Frames { get; init; }

    /// <summary>The rest of the record line, date and time as written.</summary>
    public string BaseTime { get; init; } = string.Empty;

    /// <summary>The signals; empty for a multi-segment record.</summary>
    public IReadOnlyList<WfdbSignal> Signals { get; init; } = [];

    /// <summary>The segments; empty unless the record has several.</summary>
    public IReadOnlyList<WfdbSegment> Segments { get; init; } = [];

    /// <summary>The comment lines without their <c>#</c>, trimmed.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>The value of a comment such as <c># Age: 78</c>, by its key; keys differ in case, blanks and brackets between data sets. Null where there is none.</summary>
    public string? Comment(string key)
    {
        foreach (var line in Comments)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line.AsSpan(0, colon).Trim().Trim("<>").Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return line[(colon + 1)..].Trim();
            }
        }

        return null;
    }
}
