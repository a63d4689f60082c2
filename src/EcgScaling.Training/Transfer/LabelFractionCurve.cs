namespace EcgScaling.Training.Transfer;

/// <summary>How a protocol fares with few labels of each class.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="Protocol">The protocol's word.</param>
/// <param name="Labels">The labels in the means.</param>
/// <param name="TrivialLoss">Macro loss of predicting the prevalences of the reported exams, nats.</param>
/// <param name="Points">One for each number of labels, ascending.</param>
public sealed record LabelFractionCurve(string Task, string Protocol, IReadOnlyList<string> Labels, double TrivialLoss, IReadOnlyList<LabelFractionPoint> Points);
