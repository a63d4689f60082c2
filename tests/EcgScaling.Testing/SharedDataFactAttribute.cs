using Xunit;

namespace EcgScaling.Testing;

/// <summary>A fact that needs real records from <c>../shared/data</c>; skipped, with that reason, where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    /// <summary>Marks the test; <paramref name="relativePath"/> must exist below the shared data.</summary>
    public SharedDataFactAttribute(string relativePath = "")
    {
        if (SharedData.Root is null)
        {
            Skip = "needs the real data of ../shared/data, which this checkout does not have";
        }
        else if (!Path.Exists(Path.Combine(SharedData.Root, relativePath)))
        {
            Skip = $"needs ../shared/data/{relativePath}, which this checkout does not have";
        }
    }
}
