using System.Numerics;
using EcgScaling.Training.Evaluation.Predictions;

namespace EcgScaling.Training.Evaluation.Resampling;

/// <summary>
/// Every metric of every label, of their mean (macro) and of the pooled labels (micro): once as it is, in every bootstrap draw, and with each group of
/// patients left out. The draws of a seed are the same for every model, which makes differences between models paired.
/// </summary>
internal sealed class MetricDraws
{
    public const int MostGroups = 200;
    private readonly SortedColumn[] _columns;
    private readonly MetricOptions _options;
    private readonly double[][][] _values;
    private readonly int _groups;

    private MetricDraws(LabelPredictions predictions, DecisionThresholds? thresholds, MetricOptions options, CancellationToken cancellation)
    {
        _options = options;
        _columns = new SortedColumn[predictions.Labels.Count];
        Parallel.For(0, _columns.Length, new ParallelOptions { CancellationToken = cancellation }, label =>
            _columns[label] = new SortedColumn(predictions, label, thresholds?.Of(predictions.Labels[label]) ?? double.NaN));
        var bootstrap = new PatientBootstrap(predictions.PatientKeys, options.Draws, options.Seed);
        Patients = bootstrap.Patients;
        _groups = options is { Interval: IntervalKind.BiasCorrected, Draws: > 0 } ? Math.Min(MostGroups, Patients) : 0;
        Metrics = [.. Enum.GetValues<LabelMetric>().Where(metric => thresholds is not null || metric < LabelMetric.F1)];
        var passes = 1 + options.Draws + _groups;
        _values = [.. Metrics.Select(_ => Enumerable.Range(0, Micro + 1).Select(_ => new double[passes]).ToArray())];
        var lanes = Vector<double>.Count;
        Parallel.For(0, (passes + lanes - 1) / lanes, new ParallelOptions { CancellationToken = cancellation }, () => new double[predictions.Records * lanes], (block, _, weights) =>
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                Weigh(bootstrap, Math.Min((block * lanes) + lane, passes - 1), weights, lane);
            }

            Measure(weights, block * lanes, passes);
            return weights;
        }, _ => { });
    }

    /// <summary>What was measured; decisions only with thresholds.</summary>
    public LabelMetric[] Metrics { get; }

    public int Patients { get; }

    /// <summary>The place of the mean over labels among the columns.</summary>
    public int Macro => _columns.Length;

    /// <summary>The place of the pooled labels among the columns.</summary>
    public int Micro => _columns.Length + 1;

    public static MetricDraws Run(LabelPredictions predictions, DecisionThresholds? thresholds, MetricOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        options.Validate();
        thresholds?.RefuseLeak(predictions);
        return new MetricDraws(predictions, thresholds, options, cancellation);
    }

    public SortedColumn Column(int label) => _columns[label];

    /// <summary>The value on the records as they are.</summary>
    public double Point(int metric, int column) => _values[metric][column][0];

    /// <summary>The values in the bootstrap draws.</summary>
    public double[] Draws(int metric, int column) => _values[metric][column][1..(1 + _options.Draws)];

    /// <summary>The values with each group of patients left out.</summary>
    public double[] LeftOut(int metric, int column) => _values[metric][column][(1 + _options.Draws)..];

    public MetricEstimate Estimate(int metric, int column)
    {
        var (low, high) = BootstrapInterval.Of(Point(metric, column), Draws(metric, column), LeftOut(metric, column), _options);
        return new MetricEstimate(Point(metric, column), low, high);
    }

    /// <summary>Why a label has no value or does not count in the mean; null where it does.</summary>
    public string? Undefined(int metric, int label)
    {
        var (column, needed) = (_columns[label], Metrics[metric]);
        return column.Known == 0 ? "no record is known"
            : needed >= LabelMetric.F1 && !column.HasThreshold ? "no threshold could be chosen for it"
            : NeedsPositives(needed) && column.Positives == 0 ? $"no positives among {column.Known} known records"
            : needed is LabelMetric.Auroc or LabelMetric.Specificity && column.Negatives == 0 ? $"no negatives among {column.Known} known records"
            : double.IsNaN(Point(metric, label)) ? $"no record is decided {(needed == LabelMetric.PositivePredictiveValue ? "positive" : "negative")}"
            : NeedsPositives(needed) && column.Positives < _options.MinimumPositives ? $"{column.Positives} positives, fewer than {_options.MinimumPositives}"
            : null;
    }

    /// <summary>Whether pooled labels have the metric: areas of pooled scores would compare scores of different labels.</summary>
    public static bool IsPooled(LabelMetric metric) => metric is not (LabelMetric.Auroc or LabelMetric.AveragePrecision or LabelMetric.CalibrationError);

    private static bool NeedsPositives(LabelMetric metric) => metric is LabelMetric.Auroc or LabelMetric.AveragePrecision or LabelMetric.F1 or LabelMetric.Sensitivity;

    private void Weigh(PatientBootstrap bootstrap, int pass, double[] weights, int lane)
    {
        var lanes = Vector<double>.Count;
        if (pass == 0)
        {
            bootstrap.LeaveOut(-1, 1, weights, lane, lanes);
        }
        else if (pass <= _options.Draws)
        {
            bootstrap.Fill(pass - 1, weights, lane, lanes);
        }
        else
        {
            bootstrap.LeaveOut(pass - 1 - _options.Draws, _groups, weights, lane, lanes);
        }
    }

    private void Measure(double[] weights, int first, int passes)
    {
        var (pooled, sums, counts) = (default(ColumnSums), new Vector<double>[Metrics.Length], new Vector<double>[Metrics.Length]);
        for (var label = 0; label < _columns.Length; label++)
        {
            var column = _columns[label].Pass(weights);
            pooled.Pool(column, _columns[label].HasThreshold);
            for (var metric = 0; metric < Metrics.Length; metric++)
            {
                var value = column.Metric(Metrics[metric]);
                Store(metric, label, value);
                // A label that loses all its positives in a draw is left out of that draw's mean.
                if (!(NeedsPositives(Metrics[metric]) && _columns[label].Positives < _options.MinimumPositives))
                {
                    var finite = Vector.Equals(value, value);
                    sums[metric] += Vector.ConditionalSelect(finite, value, Vector<double>.Zero);
                    counts[metric] += Vector.ConditionalSelect(finite, Vector<double>.One, Vector<double>.Zero);
                }
            }
        }

        for (var metric = 0; metric < Metrics.Length; metric++)
        {
            Store(metric, Macro, sums[metric] / counts[metric]);
            Store(metric, Micro, IsPooled(Metrics[metric]) ? pooled.Metric(Metrics[metric]) : new Vector<double>(double.NaN));
        }

        void Store(int metric, int column, Vector<double> value)
        {
            for (var lane = 0; lane < Vector<double>.Count && first + lane < passes; lane++)
            {
                _values[metric][column][first + lane] = value[lane];
            }
        }
    }
}
