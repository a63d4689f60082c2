using EcgScaling.Data.Splitting;
using EcgScaling.Study.Describing;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Study.Preparing;

/// <summary>Which exams of a task fit the probe and which are measured. The same for a source and for its prepared store.</summary>
/// <param name="Fit">Places of the exams that fit the probe.</param>
/// <param name="Measure">Places of the exams that are measured; no patient is on both sides.</param>
internal sealed record TaskExams(IReadOnlyList<int> Fit, IReadOnlyList<int> Measure)
{
    /// <summary>Divides the records of another source by the task's own split.</summary>
    public static TaskExams Of(TransferTaskSpec task, int count, Func<int, long> patientKey)
    {
        var split = PatientSplit.Of(count, patientKey, task.Split, task.SplitSeed);
        return new(Limited(split.Training, task.FitRecords, patientKey, task.SplitSeed), Limited(split.Test, task.MeasureRecords, patientKey, task.SplitSeed));
    }

    /// <summary>Takes the divisions of a ready task: those that choose there fit here too, since a ridge is chosen among the fitting patients.</summary>
    public static IReadOnlyList<TaskExams> OfReady(TransferTaskSpec task, TaskData data, Func<int, long> patientKey) =>
        [.. data.Folds.Select(fold => new TaskExams(Limited([.. fold.Training.Concat(fold.Validation).Order()], task.FitRecords, patientKey, task.SplitSeed), fold.Test))];

    /// <summary>Takes the study's own sides.</summary>
    public static TaskExams OfStudy(TransferTaskSpec task, IReadOnlyList<int> training, IReadOnlyList<int> heldOut, Func<int, long> patientKey) =>
        new(Limited(training, task.FitRecords, patientKey, task.SplitSeed), Limited(heldOut, task.MeasureRecords, patientKey, task.SplitSeed));

    private static IReadOnlyList<int> Limited(IReadOnlyList<int> exams, int? most, Func<int, long> patientKey, ulong seed) =>
        most is { } limit && limit < exams.Count ? NestedSubset.Of(exams, patientKey, seed).Take(limit) : exams;
}
