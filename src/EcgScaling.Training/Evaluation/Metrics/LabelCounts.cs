namespace EcgScaling.Training.Evaluation.Metrics;

/// <summary>How many records say what of a label.</summary>
/// <param name="Label">The label.</param>
/// <param name="Positives">Records that have it.</param>
/// <param name="Negatives">Records known not to have it.</param>
/// <param name="Unknown">Records where it is not known.</param>
/// <param name="Threshold">The least probability decided positive; NaN without thresholds.</param>
public sealed record LabelCounts(string Label, int Positives, int Negatives, int Unknown, double Threshold);
