using EcgScaling.Models;
using EcgScaling.Training;

namespace EcgScaling.Samples.PretrainOne;

/// <summary>What the sample prints.</summary>
internal sealed record Summary
{
    public required string Paradigm { get; init; }

    public required string Family { get; init; }

    public required TrainingOutcome Outcome { get; init; }

    public required long Parameters { get; init; }

    public required long Records { get; init; }

    public required long UniqueRecords { get; init; }

    public required double IdLoss { get; init; }

    public required string? Unit { get; init; }

    public required double TrivialLoss { get; init; }

    public required double MacroAuroc { get; init; }

    public required double MacroAurocLow { get; init; }

    public required double MacroAurocHigh { get; init; }

    public required int Processes { get; init; }

    public required double SecondsPerStep { get; init; }

    public required double RecordsPerSecond { get; init; }

    public required long PeakRssBytes { get; init; }

    public required string? Checkpoint { get; init; }

    public static Summary Of(PretrainRequest request, EncoderConfig encoder, TrainingResult result) => new()
    {
        Paradigm = request.Paradigm,
        Family = encoder.Family,
        Outcome = result.Outcome,
        Parameters = result.Parameters,
        Records = result.Records,
        UniqueRecords = result.UniqueRecords,
        IdLoss = result.HeldOut?.Loss ?? double.NaN,
        Unit = result.HeldOut?.Unit,
        TrivialLoss = result.HeldOut?.TrivialLoss ?? double.NaN,
        MacroAuroc = result.HeldOut?.MacroAuroc ?? double.NaN,
        MacroAurocLow = result.HeldOut?.MacroAurocLow ?? double.NaN,
        MacroAurocHigh = result.HeldOut?.MacroAurocHigh ?? double.NaN,
        Processes = result.Processes,
        SecondsPerStep = result.SecondsPerStep,
        RecordsPerSecond = result.RecordsPerSecond,
        PeakRssBytes = result.PeakRssBytes,
        Checkpoint = result.Checkpoint is null ? null : Path.Combine(request.Out.FullName, result.Checkpoint),
    };
}
