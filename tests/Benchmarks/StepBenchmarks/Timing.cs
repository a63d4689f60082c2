namespace EcgScaling.Benchmarks.Steps;

/// <summary>The timed steps of one net in one process.</summary>
/// <param name="Parameters">Trained parameters.</param>
/// <param name="Seconds">One number a step.</param>
/// <param name="PeakBytes">The largest resident set of the process.</param>
internal sealed record Timing(long Parameters, IReadOnlyList<double> Seconds, long PeakBytes)
{
    public double Median => Quantile(0.5);

    public Timing With(Timing other) => this with { Seconds = [.. Seconds, .. other.Seconds], PeakBytes = Math.Max(PeakBytes, other.PeakBytes) };

    public double Quantile(double share) => Seconds.Order().ElementAt((int)Math.Round(share * (Seconds.Count - 1)));
}
