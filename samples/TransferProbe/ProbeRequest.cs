namespace EcgScaling.Samples.TransferProbe;

/// <summary>What the command line asked for.</summary>
internal sealed record ProbeRequest
{
    public required string? Checkpoint { get; init; }

    public required string? Init { get; init; }

    public required ulong Seed { get; init; }

    public required string Task { get; init; }

    public required string[] Data { get; init; }

    public required string Protocol { get; init; }

    public required int[] LabelsPerClass { get; init; }

    public required string[] Seen { get; init; }

    public required string? Compare { get; init; }

    public required string? Drift { get; init; }

    public required bool Confounds { get; init; }

    public required string? Cache { get; init; }

    public required int Draws { get; init; }

    public required int? Threads { get; init; }

    public required bool Json { get; init; }
}
