using System.Collections.Immutable;
using EcgScaling.Models;
using EcgScaling.Training.Paradigms;

namespace EcgScaling.Training.Supervised;

/// <summary>Multi-label classification: a linear head on the encoder's features, binary cross-entropy from logits, in nats per known label.</summary>
public sealed record SupervisedConfig : ParadigmConfig
{
    /// <inheritdoc/>
    public override string Name => "supervised";

    /// <summary>The labels to train on, in order; a subset makes the number of labels an axis of a study.</summary>
    /// <value>Default: empty, that is every label of the data.</value>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Weights of positives, one per label of <see cref="Labels"/>. They change the training loss only; the held-out loss is unweighted.</summary>
    /// <value>Default: empty, that is 1 for each (Ribeiro et al. 2020).</value>
    public ImmutableArray<double> PositiveWeights { get; init; } = [];

    /// <summary>Targets become <c>y (1 - s) + s / 2</c> in training.</summary>
    /// <value>Default: 0.</value>
    public double Smoothing { get; init; }

    /// <summary>Dropout between the features and the head.</summary>
    /// <value>Default: 0.</value>
    public double HeadDropout { get; init; }

    /// <summary>Equal when every value is.</summary>
    public bool Equals(SupervisedConfig? other) =>
        other is not null && Smoothing.Equals(other.Smoothing) && HeadDropout.Equals(other.HeadDropout)
        && Labels.AsSpan().SequenceEqual(other.Labels.AsSpan()) && PositiveWeights.AsSpan().SequenceEqual(other.PositiveWeights.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Labels.IsDefault ? 0 : Labels.Length, Smoothing, HeadDropout);

    /// <inheritdoc/>
    public override void Validate()
    {
        var problems = new List<string>();
        if (Labels.Distinct(StringComparer.Ordinal).Count() != Labels.Length)
        {
            problems.Add($"Labels are {string.Join(", ", Labels)}; each may occur once.");
        }

        if (PositiveWeights.Length > 0 && PositiveWeights.Length != Labels.Length)
        {
            problems.Add($"PositiveWeights has {PositiveWeights.Length} values for {Labels.Length} Labels; give one per label, or none.");
        }

        if (PositiveWeights.Any(weight => !(weight > 0 && double.IsFinite(weight))))
        {
            problems.Add("PositiveWeights holds a value that is not positive; 1 leaves a label unweighted.");
        }

        if (!(Smoothing >= 0 && Smoothing < 1))
        {
            problems.Add($"Smoothing is {Smoothing}; it lies in [0, 1), usually 0 to 0.1.");
        }

        if (!(HeadDropout >= 0 && HeadDropout < 1))
        {
            problems.Add($"HeadDropout is {HeadDropout}; it lies in [0, 1).");
        }

        SpecException.ThrowIfAny(nameof(SupervisedConfig), problems);
    }

    /// <inheritdoc/>
    protected override Paradigm Attach(EcgEncoder encoder, IReadOnlyList<string> labels) => new SupervisedParadigm(encoder, this, Labels.IsDefaultOrEmpty ? labels : Labels);
}
