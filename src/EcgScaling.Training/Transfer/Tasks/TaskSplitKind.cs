namespace EcgScaling.Training.Transfer.Tasks;

/// <summary>How a task's exams are divided.</summary>
public enum TaskSplitKind
{
    /// <summary>As published, by <see cref="Data.Exam.Fold"/>.</summary>
    Published,

    /// <summary>Once, by patient.</summary>
    HoldOut,

    /// <summary>Several times, by patient, so that each exam is predicted once by a probe that did not see its patient.</summary>
    CrossValidation,
}
