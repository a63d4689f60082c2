using System.Collections.Immutable;
using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Evaluation.Metrics;

/// <summary>All metrics of a model's predictions, with intervals over patients.</summary>
public sealed record MetricReport
{
    /// <summary>The label axis.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Records measured.</summary>
    public required int Records { get; init; }

    /// <summary>Patients among them: what the bootstrap draws.</summary>
    public required int Patients { get; init; }

    /// <summary>Positives, negatives and unknown records of each label.</summary>
    public required ImmutableArray<LabelCounts> Counts { get; init; }

    /// <summary>The metrics; those of decisions (F1, sensitivity, ...) only where thresholds were given.</summary>
    public required ImmutableArray<MetricSummary> Metrics { get; init; }

    /// <summary>Where the thresholds come from, or empty.</summary>
    public required string ThresholdOrigin { get; init; }

    /// <summary>How the intervals were made.</summary>
    public required MetricOptions Options { get; init; }

    /// <summary>One metric.</summary>
    /// <exception cref="ArgumentException">It needs thresholds, and none were given.</exception>
    public MetricSummary this[LabelMetric metric] => Metrics.FirstOrDefault(summary => summary.Metric == metric)
        ?? throw new ArgumentException($"{metric} is a metric of decisions and this report has no thresholds; choose them with DecisionThresholds.ChooseOn(validation).", nameof(metric));

    /// <summary>Measures. Unknown targets are left out label by label.</summary>
    /// <param name="predictions">What the model predicts, with the truth.</param>
    /// <param name="thresholds">For the metrics of decisions; null leaves those out.</param>
    /// <param name="options">Draws, seed and intervals; null for the defaults.</param>
    /// <param name="cancellation">Ends it between two blocks of draws.</param>
    /// <exception cref="SpecException">The options are out of range, or the thresholds were chosen on some of these patients.</exception>
    /// <exception cref="ArgumentException">A label has no threshold.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static MetricReport Of(LabelPredictions predictions, DecisionThresholds? thresholds = null, MetricOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new MetricOptions();
        var draws = MetricDraws.Run(predictions, thresholds, options, cancellation);
        return new MetricReport
        {
            Labels = predictions.Labels,
            Records = predictions.Records,
            Patients = draws.Patients,
            Counts = [.. predictions.Labels.Select((name, label) => CountsOf(name, draws.Column(label)))],
            Metrics = [.. draws.Metrics.Select((metric, place) => Summary(metric, place))],
            ThresholdOrigin = thresholds?.Origin ?? string.Empty,
            Options = options,
        };

        LabelCounts CountsOf(string name, SortedColumn column) =>
            new(name, column.Positives, column.Negatives, predictions.Records - column.Known, thresholds?.Of(name) ?? double.NaN);

        MetricSummary Summary(LabelMetric metric, int place) => new()
        {
            Metric = metric,
            Macro = draws.Estimate(place, draws.Macro),
            Micro = MetricDraws.IsPooled(metric) ? draws.Estimate(place, draws.Micro) : null,
            PerLabel = [.. predictions.Labels.Select((_, label) => draws.Estimate(place, label))],
            LeftOut = [.. predictions.Labels.Select((name, label) => (name, Reason: draws.Undefined(place, label))).Where(item => item.Reason is not null).Select(item => new UndefinedLabel(item.name, item.Reason!))],
        };
    }
}
