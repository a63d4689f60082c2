namespace EcgScaling.DeviceTests;

/// <summary>How tests ended.</summary>
internal sealed class Counts
{
    public int Passed { get; set; }

    public int Failed { get; set; }

    public int Skipped { get; set; }
}
