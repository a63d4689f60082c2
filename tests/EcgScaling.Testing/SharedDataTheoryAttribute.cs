using Xunit;

namespace EcgScaling.Testing;

/// <summary>A theory that needs real records from <c>../shared/data</c>; skipped, with that reason, where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    /// <summary>Marks the test; <paramref name="relativePath"/> must exist below the shared data.</summary>
    public SharedDataTheoryAttribute(string relativePath = "") => Skip = new SharedDataFactAttribute(relativePath).Skip;
}
