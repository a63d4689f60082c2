namespace EcgScaling.Training.Evaluation.Predictions;

/// <summary>How a threshold is chosen on validation records.</summary>
public enum ThresholdRule
{
    /// <summary>The greatest F1.</summary>
    GreatestF1,

    /// <summary>The greatest sum of sensitivity and specificity (Youden 1950).</summary>
    Youden,
}
