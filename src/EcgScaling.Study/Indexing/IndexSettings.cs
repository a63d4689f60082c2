namespace EcgScaling.Study.Indexing;

/// <summary>Which index a study keeps; <c>index.json</c> in its folder, so that every worker uses the same one.</summary>
public sealed record IndexSettings
{
    /// <summary>The kind, as registered with <see cref="TrialIndexes"/>: <c>sqlite</c> or <c>postgres</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it is: for SQLite a file, relative to the study's folder; for PostgreSQL a connection string. Passwords belong into PGPASSFILE or PGPASSWORD, not here.</summary>
    public required string Connection { get; init; }

    /// <summary>What tells this study's rows from another's in one database.</summary>
    public string Study { get; init; } = Guid.NewGuid().ToString("N");
}
