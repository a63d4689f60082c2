namespace EcgScaling.Training.Evaluation.Metrics;

/// <summary>A label that has no value of a metric, or does not count in its mean.</summary>
/// <param name="Label">The label.</param>
/// <param name="Reason">Why, for example <c>no positives among 812 known records</c>.</param>
public sealed record UndefinedLabel(string Label, string Reason);
