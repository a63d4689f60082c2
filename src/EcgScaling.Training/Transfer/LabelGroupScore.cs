using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Transfer;

/// <summary>The mean over a group of labels: all that count, the seen, or the unseen.</summary>
public sealed record LabelGroupScore
{
    /// <summary>The labels of the group.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Mean over labels of each label's mean cross-entropy, nats: the macro out-of-distribution loss. NaN for an empty group.</summary>
    public required MetricEstimate Loss { get; init; }

    /// <summary>Mean cross-entropy over all known (exam, label) pairs, nats. NaN for an empty group.</summary>
    public required MetricEstimate MicroLoss { get; init; }

    /// <summary>Mean over labels of the loss of predicting the prevalence, nats.</summary>
    public required double TrivialLoss { get; init; }

    /// <summary>Mean area under the receiver operating characteristic.</summary>
    public required MetricEstimate Auroc { get; init; }

    /// <summary>Mean average precision.</summary>
    public required MetricEstimate AveragePrecision { get; init; }

    /// <summary>Mean Brier score.</summary>
    public required MetricEstimate Brier { get; init; }

    /// <summary>Mean expected calibration error.</summary>
    public required MetricEstimate CalibrationError { get; init; }
}
