namespace EcgScaling.Study.Results;

/// <summary>One measurement of a trained model on one set of held-out records.</summary>
public sealed record Evaluation
{
    /// <summary>The set, for example <c>held-out</c> or <c>site-b</c>.</summary>
    public required string Set { get; init; }

    /// <summary>Whether the set comes from where the training records came from (in-distribution) or not.</summary>
    public bool OutOfDistribution { get; init; }

    /// <summary>Which labels of the set were measured.</summary>
    /// <value>Default: <see cref="LabelKnowledge.All"/>, without regard to what was trained on.</value>
    public LabelKnowledge Knowledge { get; init; } = LabelKnowledge.All;

    /// <summary>How many labels were measured; 0 where the loss is not about labels.</summary>
    public int Labels { get; init; }

    /// <summary>Whether a probe on frozen features was measured, and not the pre-training task itself. Probe losses of different paradigms may be compared.</summary>
    public bool Probe { get; init; }

    /// <summary>The loss, in <see cref="Unit"/>.</summary>
    public required double Loss { get; init; }

    /// <summary>The standard error of the loss over patients, or NaN where it is not known.</summary>
    public double LossStandardError { get; init; } = double.NaN;

    /// <summary>The loss's unit, for example <c>nats per label</c> or <c>mean squared error</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>How many records were measured.</summary>
    public required long Records { get; init; }

    /// <summary>Further numbers by name, for example <c>auroc.macro</c>.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new SortedDictionary<string, double>(StringComparer.Ordinal);
}
