using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Transfer;

/// <summary>
/// The pre-trained head on another data set, nothing fitted: a label's probability is that of any of the pre-training labels that stand for the same finding.
/// </summary>
public sealed record ZeroShotScore
{
    /// <summary>The seen labels that the head can predict and that count.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Mean over labels of each label's mean cross-entropy, nats. Prevalences of the two data sets differ, and this loss contains that.</summary>
    public required MetricEstimate Loss { get; init; }

    /// <summary>Mean area under the receiver operating characteristic.</summary>
    public required MetricEstimate Auroc { get; init; }

    /// <summary>Each label's loss, in the order of <see cref="Labels"/>.</summary>
    public required IReadOnlyList<MetricEstimate> Losses { get; init; }

    /// <summary>Each label's area, in the order of <see cref="Labels"/>.</summary>
    public required IReadOnlyList<MetricEstimate> Aurocs { get; init; }

    /// <summary>The protocol's loss on the same labels and exams, nats: what fitting on the task's own patients gains.</summary>
    public required MetricEstimate ProtocolLoss { get; init; }

    /// <summary>Mean over labels of the loss of predicting the prevalence, nats.</summary>
    public required double TrivialLoss { get; init; }
}
