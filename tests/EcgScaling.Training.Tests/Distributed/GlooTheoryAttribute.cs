namespace EcgScaling.Training.Distributed;

/// <summary>Runs where several processes can be joined, and is skipped with the reason elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GlooTheoryAttribute : TheoryAttribute
{
    public GlooTheoryAttribute() => Skip = GlooFactAttribute.Reason;
}
