namespace EcgScaling.Data.Wfdb;

/// <summary>Any WFDB records: age and sex from the header's comments where they are there, no labels.</summary>
internal sealed class PlainDialect(string name) : WfdbDialect
{
    public override string Name => name;

    public override IReadOnlyList<string> Warnings { get; } = ["The records name no patients: each counts as a patient of its own."];

    public override Exam ExamOf(string id, WfdbHeader header) => new()
    {
        Id = id,
        PatientId = id,
        Age = Age(header.Comment("age")),
        Sex = SexFrom(header.Comment("sex")),
    };
}
