namespace EcgScaling.Training.Evaluation.Resampling;

/// <summary>How an interval is read off bootstrap draws.</summary>
public enum IntervalKind
{
    /// <summary>The quantiles of the draws.</summary>
    Percentile,

    /// <summary>
    /// Bias-corrected and accelerated (Efron 1987), with the acceleration from leaving out one of at most 200 groups of patients at a time.
    /// Better where the draws are skewed or off centre, such as areas near 1.
    /// </summary>
    BiasCorrected,
}
