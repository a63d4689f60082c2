using System.Runtime.CompilerServices;
using EcgScaling.Data;
using EcgScaling.Training.Confounds;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Training.Transfer;

/// <summary>The confounds of a task's data. They do not depend on the encoder, so that they are looked for once, however many encoders are tried.</summary>
internal static class TaskConfounds
{
    private static readonly ConditionalWeakTable<TaskData, Found> Known = [];

    /// <summary>The report, and what a reader should know of it.</summary>
    public static (ConfoundReport? Report, IReadOnlyList<string> Warnings) Of(TaskData data, ConfoundOptions? options, IProgress<TransferProgress>? progress, CancellationToken cancellation)
    {
        if (options is null)
        {
            return (null, []);
        }

        var patients = data.Exams.Select(exam => Patients.KeyOf(data.Source.ExamAt(exam).PatientId)).Distinct().Count();
        if (patients < options.Folds)
        {
            return (null, [$"Confounds were not looked for: there are {patients} patients for {options.Folds} folds."]);
        }

        var found = Known.GetOrCreateValue(data);
        lock (found)
        {
            if (found.Options != options)
            {
                var steps = progress is null ? null : new Steps(progress, Math.Min(data.Exams.Count, options.MaximumRecords));
                (found.Report, found.Options) = (ConfoundCheck.Run(data.Source, data.Exams, options, data.Labels, steps, cancellation), options);
            }

            return (found.Report, found.Report!.Warnings);
        }
    }

    private sealed class Found
    {
        public ConfoundOptions? Options { get; set; }

        public ConfoundReport? Report { get; set; }
    }

    private sealed class Steps(IProgress<TransferProgress> progress, int total) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new TransferProgress("confounds", value, total));
    }
}
