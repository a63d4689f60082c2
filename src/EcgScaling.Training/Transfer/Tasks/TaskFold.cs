namespace EcgScaling.Training.Transfer.Tasks;

/// <summary>One division of a task's exams, as places in the data set. No patient is on two sides.</summary>
/// <param name="Training">The exams that fit.</param>
/// <param name="Validation">The exams that choose.</param>
/// <param name="Test">The exams that are reported.</param>
public sealed record TaskFold(IReadOnlyList<int> Training, IReadOnlyList<int> Validation, IReadOnlyList<int> Test);
