namespace EcgScaling.Data.Preprocessing.Steps;

/// <summary>What happens to samples that are not finite.</summary>
internal enum InvalidSamples
{
    Interpolate,
    Zero,
    Reject,
}
