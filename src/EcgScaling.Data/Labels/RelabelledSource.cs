using System.Security.Cryptography;
using System.Text;

namespace EcgScaling.Data.Labels;

/// <summary>Another source's exams with other labels.</summary>
internal sealed class RelabelledSource(IEcgSource source, IReadOnlyList<string> names, Func<Exam, float[]> labels, string identity) : IEcgSource
{
    public const int AgeColumn = -1;
    public const int SexColumn = -2;

    public string Name => source.Name;

    public TracingShape? CommonShape => source.CommonShape;

    public SignalUnit Unit => source.Unit;

    public IReadOnlyList<string> LabelNames => names;

    public int Count => source.Count;

    public string ContentHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source.ContentHash}|{string.Join(',', names)}|{identity}")));

    public QuarantineReport Quarantine => source.Quarantine;

    public IReadOnlyList<string> Warnings => source.Warnings;

    public static float Value(Exam exam, int column) => column switch
    {
        AgeColumn => (float)exam.Age,
        SexColumn => exam.Sex switch { Sex.Male => 1, Sex.Female => 0, _ => float.NaN },
        _ => exam.Labels[column],
    };

    public Exam ExamAt(int index)
    {
        var exam = source.ExamAt(index);
        return exam with { Labels = labels(exam) };
    }

    public TracingShape ShapeOf(int index) => source.ShapeOf(index);

    public ValidRange Read(int index, Span<float> destination) => source.Read(index, destination);

    public void Dispose() => source.Dispose();
}
