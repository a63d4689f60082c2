namespace EcgScaling.Benchmarks.Steps;

/// <summary>One run of a training loop.</summary>
/// <param name="Parameters">Trained parameters.</param>
/// <param name="Seconds">From the end of one step to the end of the next.</param>
/// <param name="OverheadShare">The part of it that is neither forward, backward nor update; 0 where it was not measured.</param>
/// <param name="PeakBytes">The largest resident set of the process; a loader's processes are not in it.</param>
internal sealed record LoopTiming(long Parameters, IReadOnlyList<double> Seconds, double OverheadShare, long PeakBytes)
{
    /// <summary>The most memory of the process and its children together.</summary>
    public long TreeBytes { get; init; }
}
