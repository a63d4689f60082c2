using System.Collections.Immutable;
using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Evaluation.Metrics;

/// <summary>
/// The difference between two models on the same records, metric by metric, with paired intervals: every bootstrap draw takes the same patients for both,
/// so that what is hard or easy about the patients cancels.
/// </summary>
public sealed record MetricComparison
{
    /// <summary>The label axis.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The differences; those of decisions only where thresholds were given for both.</summary>
    public required ImmutableArray<DifferenceSummary> Metrics { get; init; }

    /// <summary>How the intervals were made.</summary>
    public required MetricOptions Options { get; init; }

    /// <summary>One metric's differences.</summary>
    /// <exception cref="ArgumentException">It needs thresholds, and none were given.</exception>
    public DifferenceSummary this[LabelMetric metric] => Metrics.FirstOrDefault(summary => summary.Metric == metric)
        ?? throw new ArgumentException($"{metric} is a metric of decisions; give thresholds for both models.", nameof(metric));

    /// <summary>Compares two models.</summary>
    /// <param name="first">The predictions of one.</param>
    /// <param name="second">Those of the other, for the same records in the same order.</param>
    /// <param name="firstThresholds">For the decisions of the first; each model has its own.</param>
    /// <param name="secondThresholds">For the decisions of the second.</param>
    /// <param name="options">Draws, seed and intervals; null for the defaults.</param>
    /// <param name="cancellation">Ends it between two blocks of draws.</param>
    /// <exception cref="ArgumentException">Labels, truths or patients differ, or only one has thresholds.</exception>
    /// <exception cref="SpecException">The options are out of range, or thresholds were chosen on some of these patients.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static MetricComparison Of(
        LabelPredictions first,
        LabelPredictions second,
        DecisionThresholds? firstThresholds = null,
        DecisionThresholds? secondThresholds = null,
        MetricOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        CheckSameRecords(first, second);
        if (firstThresholds is null != secondThresholds is null)
        {
            throw new ArgumentException("Thresholds are given for one of the two models; give them for both, each chosen on its own validation predictions, or for none.");
        }

        options ??= new MetricOptions();
        var (one, other) = (MetricDraws.Run(first, firstThresholds, options, cancellation), MetricDraws.Run(second, secondThresholds, options, cancellation));
        return new MetricComparison
        {
            Labels = first.Labels,
            Options = options,
            Metrics = [.. one.Metrics.Select((metric, place) => new DifferenceSummary
            {
                Metric = metric,
                Macro = Difference(place, one.Macro),
                Micro = MetricDraws.IsPooled(metric) ? Difference(place, one.Micro) : null,
                PerLabel = [.. first.Labels.Select((_, label) => Difference(place, label))],
            })],
        };

        PairedDifference Difference(int metric, int column)
        {
            var draws = Subtract(one.Draws(metric, column), other.Draws(metric, column));
            var value = one.Point(metric, column) - other.Point(metric, column);
            var (low, high) = BootstrapInterval.Of(value, draws, Subtract(one.LeftOut(metric, column), other.LeftOut(metric, column)), options);
            return new PairedDifference(one.Point(metric, column), other.Point(metric, column), value, low, high, TwoSided(draws));
        }
    }

    private static double[] Subtract(double[] first, double[] second) => [.. first.Zip(second, (one, other) => one - other)];

    private static double TwoSided(double[] draws)
    {
        var finite = draws.Count(double.IsFinite);
        return finite < BootstrapInterval.FewestDraws
            ? double.NaN
            : Math.Min(1, 2.0 * (1 + Math.Min(draws.Count(value => value <= 0), draws.Count(value => value >= 0))) / (finite + 1));
    }

    private static void CheckSameRecords(LabelPredictions first, LabelPredictions second)
    {
        if (!first.Labels.SequenceEqual(second.Labels, StringComparer.Ordinal))
        {
            throw new ArgumentException($"The first model predicts {string.Join(", ", first.Labels)}, the second {string.Join(", ", second.Labels)}; bring both to the same labels with Select.");
        }

        if (!first.PatientKeys.SequenceEqual(second.PatientKeys))
        {
            throw new ArgumentException("The two models were not measured on the same records: the patients differ. A paired comparison needs the same records in the same order.");
        }

        for (var record = 0; record < first.Records; record++)
        {
            for (var label = 0; label < first.Labels.Count; label++)
            {
                if (!first.Target(record, label).Equals(second.Target(record, label)))
                {
                    throw new ArgumentException(
                        $"Record {record}, label '{first.Labels[label]}': the truth is {first.Target(record, label)} for the first model and {second.Target(record, label)} for the second. "
                        + "A paired comparison needs the same records in the same order.");
                }
            }
        }
    }
}
