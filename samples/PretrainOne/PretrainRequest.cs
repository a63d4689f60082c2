using EcgScaling.Training;

namespace EcgScaling.Samples.PretrainOne;

/// <summary>What the command line asked for.</summary>
internal sealed record PretrainRequest
{
    public required string Data { get; init; }

    public required string Paradigm { get; init; }

    public required string Family { get; init; }

    public required long Target { get; init; }

    public required int Records { get; init; }

    public required double Epochs { get; init; }

    public required int BatchSize { get; init; }

    public required double? LearningRate { get; init; }

    public required double MaskRatio { get; init; }

    public required ulong Seed { get; init; }

    public required int? Threads { get; init; }

    public required double Rate { get; init; }

    public required int Samples { get; init; }

    public required string Preprocessing { get; init; }

    public required string Device { get; init; }

    public required Precision Precision { get; init; }

    public required DirectoryInfo Out { get; init; }

    public required bool Json { get; init; }
}
