using EcgScaling.Study.Tests.Storing;

namespace EcgScaling.Study.Tests.Indexing;

/// <summary>A fact that needs a PostgreSQL server; skipped, with the reason, where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}
