namespace EcgScaling.Training.Evaluation.Metrics;

/// <summary>The difference between two models in one metric.</summary>
/// <param name="First">The metric of the first model.</param>
/// <param name="Second">The metric of the second.</param>
/// <param name="Value">First minus second; for losses, negative means that the first is better.</param>
/// <param name="Low">The lower end of the paired interval; NaN where there is none.</param>
/// <param name="High">The upper end of the paired interval; NaN where there is none.</param>
/// <param name="TwoSided">Twice the smaller share of draws on one side of zero: how surprising so great a difference would be if there were none.</param>
public sealed record PairedDifference(double First, double Second, double Value, double Low, double High, double TwoSided);
