namespace EcgScaling.Training.Running;

/// <summary>Runs where the tensor layer has autocast, and is skipped with the reason elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AutocastFactAttribute : FactAttribute
{
    public AutocastFactAttribute() => Skip = MixedPrecision.IsAvailable ? null : "this backend has no autocast";
}
