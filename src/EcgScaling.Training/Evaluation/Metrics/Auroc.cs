using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Evaluation.Metrics;

/// <summary>The area under the receiver operating characteristic: the probability that a positive scores above a negative, ties counting half.</summary>
public static class Auroc
{
    /// <summary>The area, or NaN where one of the classes is empty.</summary>
    /// <param name="scores">Any monotone score, for example logits.</param>
    /// <param name="targets">1 positive, 0 negative, NaN left out; soft targets count as positive from 0.5 on.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a score is not finite.</exception>
    public static double Of(ReadOnlySpan<float> scores, ReadOnlySpan<float> targets) => SortedColumn.Single(scores, targets, LabelMetric.Auroc);
}
