using EcgScaling.Training.Evaluation.Metrics;
using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Samples.TransferProbe;

/// <summary>Two encoders on the same exams: differences are this one minus the other, with intervals over the same drawn patients.</summary>
internal sealed record ProbeComparison
{
    public required string With { get; init; }

    public required MetricEstimate OtherOodLoss { get; init; }

    public required MetricEstimate OtherAuroc { get; init; }

    public required PairedDifference LossDifference { get; init; }

    public required PairedDifference AurocDifference { get; init; }

    /// <summary>The loss over unseen labels alone; null without any.</summary>
    public PairedDifference? UnseenLossDifference { get; init; }

    public PairedDifference? UnseenAurocDifference { get; init; }

    /// <summary>Linear CKA of their features.</summary>
    public required double Cka { get; init; }
}
