using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Evaluation.Metrics;

/// <summary>
/// The area under precision against recall as a step sum, ties taken together: the sum over thresholds of the recall gained times the precision there.
/// The same as scikit-learn's <c>average_precision_score</c>.
/// </summary>
public static class AveragePrecision
{
    /// <summary>The area, or NaN where there is no positive.</summary>
    /// <param name="scores">Any monotone score, for example logits.</param>
    /// <param name="targets">1 positive, 0 negative, NaN left out; soft targets count as positive from 0.5 on.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a score is not finite.</exception>
    public static double Of(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets) => SortedColumn.Single(scores, targets, LabelMetric.AveragePrecision);
}
