using EcgScaling.Training.Evaluation.Resampling;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Training.Transfer;

/// <summary>What a protocol makes of one label of a task.</summary>
public sealed record TransferLabel
{
    /// <summary>The label as the task writes it.</summary>
    public required string Label { get; init; }

    /// <summary>What pre-training knew of it.</summary>
    public required LabelRelation Relation { get; init; }

    /// <summary>Reported exams that have it.</summary>
    public required int Positives { get; init; }

    /// <summary>Reported exams known not to have it.</summary>
    public required int Negatives { get; init; }

    /// <summary>Mean binary cross-entropy, nats.</summary>
    public required MetricEstimate Loss { get; init; }

    /// <summary>The loss of predicting the prevalence of the reported exams for each of them, nats: what a label is worth without looking.</summary>
    public required double TrivialLoss { get; init; }

    /// <summary>Area under the receiver operating characteristic.</summary>
    public required MetricEstimate Auroc { get; init; }

    /// <summary>Average precision.</summary>
    public required MetricEstimate AveragePrecision { get; init; }

    /// <summary>F1 at thresholds chosen on validation patients.</summary>
    public required MetricEstimate F1 { get; init; }
}
