namespace EcgScaling.Samples.EvaluateScores;

/// <summary>What the command line asks for.</summary>
internal sealed record EvaluateRequest
{
    public required string Scores { get; init; }

    public required string Gold { get; init; }

    public string[] Labels { get; init; } = [];

    public bool Logits { get; init; }

    public string? Patients { get; init; }

    public string? Decisions { get; init; }

    public string? Thresholds { get; init; }

    public string? ValidationScores { get; init; }

    public string? ValidationGold { get; init; }

    public string? ValidationPatients { get; init; }

    public string? Compare { get; init; }

    public bool Challenge { get; init; }

    public int Draws { get; init; } = 1000;

    public ulong Seed { get; init; }

    public double Level { get; init; } = 0.95;

    public string Interval { get; init; } = "percentile";

    public string? Svg { get; init; }

    public bool Json { get; init; }
}
