namespace EcgScaling.Data.Wfdb;

/// <summary>Any WFDB records: age, sex and patient from the header's comments where they are there, no labels.</summary>
internal sealed class PlainDialect(string name) : WfdbDialect
{
    private volatile bool _unnamed;

    public override string Name => name;

    public override IReadOnlyList<string> Warnings => _unnamed ? ["The records name no patients: each counts as a patient of its own."] : [];

    public override Exam ExamOf(string id, WfdbHeader header)
    {
        var patient = header.Comment("patient");
        _unnamed |= string.IsNullOrEmpty(patient);
        return new Exam
        {
            Id = id,
            PatientId = string.IsNullOrEmpty(patient) ? id : patient,
            Age = Age(header.Comment("age")),
            Sex = SexFrom(header.Comment("sex")),
        };
    }
}
