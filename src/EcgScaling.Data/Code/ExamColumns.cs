namespace EcgScaling.Data.Code;

/// <summary>How a table of exams names its columns.</summary>
/// <param name="Exam">The exam's id.</param>
/// <param name="Patient">The patient's id.</param>
/// <param name="Age">Age in years.</param>
/// <param name="Sex">Whether the patient is male: True or False, 1 or 0, M or F.</param>
internal sealed record ExamColumns(string Exam, string Patient, string Age, string Sex)
{
    /// <summary>As in CODE-15%.</summary>
    public static ExamColumns Shards { get; } = new("exam_id", "patient_id", "age", "is_male");
}
