namespace EcgScaling.Training.Evaluation.Resampling;

/// <summary>What is measured of the predictions of one label. Shares and areas lie in [0, 1].</summary>
public enum LabelMetric
{
    /// <summary>Mean binary cross-entropy in nats; lower is better.</summary>
    CrossEntropy,

    /// <summary>Mean squared difference between probability and outcome (Brier 1950); lower is better.</summary>
    Brier,

    /// <summary>Expected calibration error over bins of equal width; lower is better. See <see cref="Calibration.ReliabilityCurve"/>.</summary>
    CalibrationError,

    /// <summary>Area under the receiver operating characteristic, ties counting half.</summary>
    Auroc,

    /// <summary>Area under precision and recall as a step sum: each recall gained times the precision there (scikit-learn's average precision).</summary>
    AveragePrecision,

    /// <summary>Harmonic mean of precision and recall at the threshold.</summary>
    F1,

    /// <summary>Share of the positives that are decided positive (recall).</summary>
    Sensitivity,

    /// <summary>Share of the negatives that are decided negative.</summary>
    Specificity,

    /// <summary>Share of those decided positive that are positive (precision).</summary>
    PositivePredictiveValue,

    /// <summary>Share of those decided negative that are negative.</summary>
    NegativePredictiveValue,
}
