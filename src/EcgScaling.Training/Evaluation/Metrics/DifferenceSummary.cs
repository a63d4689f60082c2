using System.Collections.Immutable;
using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Evaluation.Metrics;

/// <summary>The differences between two models in one metric.</summary>
public sealed record DifferenceSummary
{
    /// <summary>What was measured.</summary>
    public required LabelMetric Metric { get; init; }

    /// <summary>The difference of the means over labels.</summary>
    public required PairedDifference Macro { get; init; }

    /// <summary>The difference over all (record, label) pairs together; null for areas and calibration.</summary>
    public PairedDifference? Micro { get; init; }

    /// <summary>Each label, in the order of <see cref="MetricComparison.Labels"/>.</summary>
    public required ImmutableArray<PairedDifference> PerLabel { get; init; }
}
