namespace EcgScaling.Training.Evaluation.Calibration;

/// <summary>How probabilities are put into bins.</summary>
public enum ReliabilityBinning
{
    /// <summary>Bins of equal width on [0, 1], closed on the right, as scikit-learn's <c>calibration_curve</c> has them.</summary>
    EqualWidth,

    /// <summary>Bins of like many predictions, between quantiles; better where almost all probabilities are small. Equal probabilities stay together.</summary>
    EqualCount,
}
