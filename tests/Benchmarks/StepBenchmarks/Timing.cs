namespace EcgScaling.Benchmarks.Steps;

/// <summary>The seconds of each timed step of one net.</summary>
internal sealed record Timing(long Parameters, IReadOnlyList<double> Seconds)
{
    public double Fastest => Seconds.Min();

    public double Median => Seconds.Order().ElementAt(Seconds.Count / 2);

    public Timing With(Timing other) => this with { Seconds = [.. Seconds, .. other.Seconds] };
}
