using System.Collections.Immutable;

namespace EcgScaling.Training.Evaluation;

/// <summary>A paradigm's loss on held-out records, and for labels how well each is predicted.</summary>
public sealed record EvaluationResult
{
    /// <summary>The held-out loss that scaling laws are fitted to.</summary>
    public required double Loss { get; init; }

    /// <summary>Its unit: <c>nats per label</c>, <c>normalised squared error per sample</c>, <c>nats per record</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Held-out records.</summary>
    public required long Records { get; init; }

    /// <summary>The loss of the best constant prediction on the same records, where the paradigm has one; else NaN.</summary>
    public double TrivialLoss { get; init; } = double.NaN;

    /// <summary>Lower end of the loss's 95 % bootstrap interval over patients or records, or NaN.</summary>
    public double LossLow { get; init; } = double.NaN;

    /// <summary>Upper end of the loss's 95 % bootstrap interval, or NaN.</summary>
    public double LossHigh { get; init; } = double.NaN;

    /// <summary>Mean over labels of each label's mean loss, nats; NaN for paradigms without labels.</summary>
    public double MacroLoss { get; init; } = double.NaN;

    /// <summary>Mean loss over all known (record, label) pairs, nats; NaN for paradigms without labels.</summary>
    public double MicroLoss { get; init; } = double.NaN;

    /// <summary>Mean AUROC over the labels that have one; NaN for paradigms without labels.</summary>
    public double MacroAuroc { get; init; } = double.NaN;

    /// <summary>Lower end of its 95 % bootstrap interval, or NaN.</summary>
    public double MacroAurocLow { get; init; } = double.NaN;

    /// <summary>Upper end of its 95 % bootstrap interval, or NaN.</summary>
    public double MacroAurocHigh { get; init; } = double.NaN;

    /// <summary>Each label on its own; empty for paradigms without labels.</summary>
    public ImmutableArray<LabelScore> Labels { get; init; } = [];
}
