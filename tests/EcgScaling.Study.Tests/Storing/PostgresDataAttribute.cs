using System.Reflection;
using Xunit.Sdk;

namespace EcgScaling.Study.Tests.Storing;

/// <summary>The row of a theory that needs a PostgreSQL server; skipped, with the reason, where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class PostgresDataAttribute : DataAttribute
{
    public PostgresDataAttribute() => Skip = PostgresServer.Missing;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[StoreKind.Postgres]];
}
