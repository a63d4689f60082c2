namespace EcgScaling.Study.Storing;

/// <summary>How far a running trial is.</summary>
public sealed record TrialProgress
{
    /// <summary>What it does, for example <c>loading</c>, <c>training</c> or <c>evaluating</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>Optimizer steps done, those before an interruption included.</summary>
    public long Step { get; init; }

    /// <summary>Optimizer steps in all.</summary>
    public long Steps { get; init; }

    /// <summary>The training loss now, or null before the first.</summary>
    public double? Loss { get; init; }

    /// <summary>Tracings per second, or null before it is known.</summary>
    public double? Rate { get; init; }

    /// <summary>Seconds left by that rate, or null before it is known.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>The done part, from 0 to 1.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double Fraction => Steps > 0 ? Math.Clamp((double)Step / Steps, 0, 1) : 0;
}
