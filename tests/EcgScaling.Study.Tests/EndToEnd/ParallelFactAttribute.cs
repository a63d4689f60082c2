using EcgScaling.Training.Distributed;

namespace EcgScaling.Study.Tests.EndToEnd;

/// <summary>A test of several processes that train together; skipped where this build cannot join them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ParallelFactAttribute : FactAttribute
{
    public ParallelFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !ProcessGroups.IsAvailable())
        {
            Skip = "This build has no Gloo (Debian: libgloo-dev), so processes cannot train together.";
        }
    }
}
