using System.Collections.Immutable;
using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Evaluation.Metrics;

/// <summary>One metric of all labels.</summary>
public sealed record MetricSummary
{
    /// <summary>What was measured.</summary>
    public required LabelMetric Metric { get; init; }

    /// <summary>The mean over the labels that have it and have enough positives; those that do not are in <see cref="LeftOut"/>.</summary>
    public required MetricEstimate Macro { get; init; }

    /// <summary>The metric of all (record, label) pairs together; null for areas and calibration, which pooling would change in meaning.</summary>
    public MetricEstimate? Micro { get; init; }

    /// <summary>Each label, in the order of <see cref="MetricReport.Labels"/>.</summary>
    public required ImmutableArray<MetricEstimate> PerLabel { get; init; }

    /// <summary>Labels that are not in the mean, each with the reason.</summary>
    public required ImmutableArray<UndefinedLabel> LeftOut { get; init; }
}
