using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Transfer;

/// <summary>A protocol fitted with few labels.</summary>
/// <param name="PerClass">Training exams of each class at most.</param>
/// <param name="TrainingRecords">Training exams, the mean over draws and divisions.</param>
/// <param name="Loss">Macro loss in nats over the counted labels, the mean over draws; the interval is over patients, each with all draws.</param>
/// <param name="Auroc">Macro area, likewise.</param>
/// <param name="LossDeviation">Standard deviation of the loss between draws; NaN for one draw.</param>
public sealed record LabelFractionPoint(int PerClass, double TrainingRecords, MetricEstimate Loss, MetricEstimate Auroc, double LossDeviation);
