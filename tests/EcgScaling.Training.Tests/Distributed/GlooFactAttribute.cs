namespace EcgScaling.Training.Distributed;

/// <summary>Runs where several processes can be joined, and is skipped with the reason elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GlooFactAttribute : FactAttribute
{
    public GlooFactAttribute() => Skip = Reason;

    public static string? Reason { get; } = ProcessGroups.IsAvailable() ? null : "the tensor layer was compiled without Gloo (Debian: apt install libgloo-dev)";
}
