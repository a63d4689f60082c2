namespace EcgScaling.Training.Evaluation;

/// <summary>How well one label is predicted on held-out records.</summary>
public sealed record LabelScore
{
    /// <summary>The label.</summary>
    public required string Label { get; init; }

    /// <summary>Held-out records with the label present.</summary>
    public required int Positives { get; init; }

    /// <summary>Held-out records with the label known to be absent.</summary>
    public required int Negatives { get; init; }

    /// <summary>Mean binary cross-entropy over the known ones, in nats; NaN where none is known.</summary>
    public required double Loss { get; init; }

    /// <summary>Area under the receiver operating characteristic; NaN where a class is empty.</summary>
    public required double Auroc { get; init; }

    /// <summary>Lower end of its 95 % bootstrap interval, or NaN.</summary>
    public double AurocLow { get; init; } = double.NaN;

    /// <summary>Upper end of its 95 % bootstrap interval, or NaN.</summary>
    public double AurocHigh { get; init; } = double.NaN;
}
