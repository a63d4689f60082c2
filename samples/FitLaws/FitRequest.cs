namespace EcgScaling.Samples.FitLaws;

/// <summary>What the command line asked for.</summary>
internal sealed record FitRequest
{
    public required FileInfo Data { get; init; }

    public string? N { get; init; }

    public string? D { get; init; }

    public string? C { get; init; }

    public string? U { get; init; }

    public string? X { get; init; }

    public string? Y { get; init; }

    public string? Loss { get; init; }

    public string? Weight { get; init; }

    public string? Run { get; init; }

    public string[] Where { get; init; } = [];

    public string? Group { get; init; }

    public string Form { get; init; } = "chinchilla";

    public string Objective { get; init; } = "huber";

    public int Bootstrap { get; init; }

    public ulong Seed { get; init; }

    public int Threads { get; init; }

    public string Intervals { get; init; } = "profile";

    public double Level { get; init; } = 0.95;

    public double? Ex { get; init; }

    public double? Ey { get; init; }

    public bool Json { get; init; }
}
