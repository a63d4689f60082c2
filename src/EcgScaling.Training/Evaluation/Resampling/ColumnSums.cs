using System.Numerics;

namespace EcgScaling.Training.Evaluation.Resampling;

/// <summary>What a pass over a label's records sums up, for as many resamples as a vector has lanes.</summary>
internal record struct ColumnSums
{
    /// <summary>Known records.</summary>
    public Vector<double> Known { get; set; }

    public Vector<double> Loss { get; set; }

    public Vector<double> Squared { get; set; }

    /// <summary>The sum over bins of |sum of (probability - target)|.</summary>
    public Vector<double> Calibration { get; set; }

    /// <summary>Pairs of a positive above a negative, ties counting half.</summary>
    public Vector<double> Wins { get; set; }

    /// <summary>The sum over ties of positives times precision.</summary>
    public Vector<double> Steps { get; set; }

    public Vector<double> Positives { get; set; }

    public Vector<double> Negatives { get; set; }

    public Vector<double> TruePositives { get; set; }

    public Vector<double> FalsePositives { get; set; }

    /// <summary>Sums what can be pooled over labels: losses and decisions. Areas cannot.</summary>
    public void Pool(in ColumnSums label, bool withDecisions)
    {
        Loss += label.Loss;
        Squared += label.Squared;
        Calibration += label.Calibration;
        Known += label.Known;
        if (withDecisions)
        {
            Positives += label.Positives;
            Negatives += label.Negatives;
            TruePositives += label.TruePositives;
            FalsePositives += label.FalsePositives;
        }
    }

    /// <summary>A metric in each lane; NaN where it is not defined.</summary>
    public readonly Vector<double> Metric(LabelMetric metric) => metric switch
    {
        LabelMetric.CrossEntropy => Loss / Known,
        LabelMetric.Brier => Squared / Known,
        LabelMetric.CalibrationError => Calibration / Known,
        LabelMetric.Auroc => Wins / (Positives * Negatives),
        LabelMetric.AveragePrecision => Steps / Positives,
        LabelMetric.F1 => NaNWhereZero(Positives, 2 * TruePositives / (TruePositives + FalsePositives + Positives)),
        LabelMetric.Sensitivity => TruePositives / Positives,
        LabelMetric.Specificity => (Negatives - FalsePositives) / Negatives,
        LabelMetric.PositivePredictiveValue => TruePositives / (TruePositives + FalsePositives),
        LabelMetric.NegativePredictiveValue => (Negatives - FalsePositives) / (Positives - TruePositives + Negatives - FalsePositives),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Not a metric of a label."),
    };

    // Without a positive to find, F1 would be 0 however few false alarms there are.
    private static Vector<double> NaNWhereZero(Vector<double> count, Vector<double> value) =>
        Vector.ConditionalSelect(Vector.Equals(count, Vector<double>.Zero), new Vector<double>(double.NaN), value);
}
