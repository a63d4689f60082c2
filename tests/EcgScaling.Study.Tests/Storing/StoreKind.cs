namespace EcgScaling.Study.Tests.Storing;

/// <summary>The stores that one contract is tested on.</summary>
public enum StoreKind
{
    /// <summary>The trials' folders alone.</summary>
    Folder,

    /// <summary>With an SQLite index.</summary>
    Sqlite,

    /// <summary>With a PostgreSQL index.</summary>
    Postgres,
}
