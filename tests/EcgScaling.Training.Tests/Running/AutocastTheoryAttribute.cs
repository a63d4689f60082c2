namespace EcgScaling.Training.Running;

/// <summary>Runs where the tensor layer has autocast, and is skipped with the reason elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AutocastTheoryAttribute : TheoryAttribute
{
    public AutocastTheoryAttribute() => Skip = MixedPrecision.IsAvailable ? null : "this backend has no autocast";
}
