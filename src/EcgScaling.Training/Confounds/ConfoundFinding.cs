using System.Globalization;
using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Confounds;

/// <summary>How well trivial features alone predict a label.</summary>
public sealed record ConfoundFinding
{
    /// <summary>The label.</summary>
    public required string Label { get; init; }

    /// <summary>The AUROC of all trivial features together on patients that the probe was not fitted on, with its 95 % interval.</summary>
    public required MetricEstimate Auroc { get; init; }

    /// <summary>The feature that predicts best on its own.</summary>
    public required string StrongestFeature { get; init; }

    /// <summary>Its AUROC on its own.</summary>
    public required MetricEstimate StrongestAuroc { get; init; }

    /// <summary>Whether it predicts so well that a model's score on this label cannot be taken for cardiology.</summary>
    public required bool Warns { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Label}: trivial features alone reach AUROC {Auroc}; most by {StrongestFeature} ({StrongestAuroc})");
}
