namespace EcgScaling.Study.Indexing;

/// <summary>The few words in which two databases' SQL differs.</summary>
public sealed record SqlDialect
{
    /// <summary>An expression for the database's time in seconds: processes on many machines agree on it.</summary>
    public required string Now { get; init; }

    /// <summary>The function that gives the larger of two values.</summary>
    public required string Larger { get; init; }

    /// <summary>The type of a double.</summary>
    public required string DoubleType { get; init; }
}
