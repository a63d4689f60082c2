using EcgScaling.Data.InMemory;

namespace EcgScaling.Data.Joining;

public sealed class JoinedSourceTests
{
    private static readonly TracingShape Short = new(LeadSet.Parse("I,II"), new SampleRate(100), 4);
    private static readonly TracingShape Long = new(LeadSet.Parse("I,II"), new SampleRate(100), 6);

    [Fact]
    public void Exams_follow_one_another_with_the_labels_of_all_and_no_patient_in_common()
    {
        using var joined = new JoinedSource([Source("cohort", Short, ["chagas"], 3), Source("clinic", Long, ["death", "chagas"], 2)]);

        Assert.Equal(("cohort + clinic", 5, (TracingShape?)null), (joined.Name, joined.Count, joined.CommonShape));
        Assert.Equal(["chagas", "death"], joined.LabelNames);
        Assert.Equal([0f, float.NaN], joined.ExamAt(0).Labels);
        Assert.Equal([1f, 1f], joined.ExamAt(4).Labels);
        Assert.Equal(("cohort/0", "cohort/p0", "cohort"), (joined.ExamAt(0).Id, joined.ExamAt(0).PatientId, joined.ExamAt(0).Site));
        Assert.Equal(("clinic/0", "clinic/p0", "ward"), (joined.ExamAt(3).Id, joined.ExamAt(3).PatientId, joined.ExamAt(3).Site));
        Assert.Equal([Short, Short, Short, Long, Long], Enumerable.Range(0, 5).Select(joined.ShapeOf));
        Assert.Equal([2000f, 2001f, 2002f, 2003f], joined.Load(2).Millivolts.Take(4));
        Assert.Equal(1000f, joined.Load(4).Millivolts[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => joined.ExamAt(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => joined.ShapeOf(-1));
    }

    [Fact]
    public void Folders_of_one_name_are_parts_of_one_data_set()
    {
        using var joined = new JoinedSource([Source("cohort", Short, ["chagas"], 2), Source("cohort", Short, ["chagas"], 2, first: 2)]);
        Assert.Equal(("cohort", Short), (joined.Name, joined.CommonShape));
        Assert.Equal(joined.ExamAt(0).PatientId, joined.ExamAt(2).PatientId);

        var error = Assert.Throws<EcgDataException>(() => new JoinedSource([Source("cohort", Short, ["chagas"], 2), Source("cohort", Short, ["chagas"], 2, first: 1)]));
        Assert.Contains("exam 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_data_and_another_order_have_another_hash()
    {
        string Hash(params (string Name, int Count)[] parts)
        {
            using var joined = new JoinedSource([.. parts.Select(part => Source(part.Name, Short, ["chagas"], part.Count))]);
            return joined.ContentHash;
        }

        string[] hashes = [Hash(("a", 2), ("b", 2)), Hash(("b", 2), ("a", 2)), Hash(("a", 2), ("b", 3)), Hash(("a", 2))];
        Assert.Equal(4, hashes.Distinct().Count());
        Assert.Equal(hashes[0], Hash(("a", 2), ("b", 2)));
    }

    [Fact]
    public void Nothing_and_different_units_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new JoinedSource([]));
        var standardised = new MemoryEcgSource([], ["chagas"], "standardised", SignalUnit.StandardDeviations);
        Assert.Contains("unit", Assert.Throws<EcgDataException>(() => new JoinedSource([Source("cohort", Short, ["chagas"], 2), standardised])).Message, StringComparison.Ordinal);
    }

    // The tracing of exam k counts up from 1000 k; labels are k mod 2; the second exam of each patient is the first of the next two.
    private static MemoryEcgSource Source(string name, TracingShape shape, string[] labels, int count, int first = 0) => new(
        Enumerable.Range(first, count).Select(exam => new EcgRecord
        {
            Exam = new Exam
            {
                Id = $"{exam}", PatientId = $"p{exam % 2}", Labels = [.. labels.Select(_ => (float)(exam % 2))], Site = name == "clinic" ? "ward" : string.Empty,
            },
            Shape = shape,
            Millivolts = [.. Enumerable.Range(0, shape.Length).Select(sample => (float)((1000 * exam) + sample))],
            Valid = ValidRange.All(shape.Samples),
        }),
        labels,
        name);
}
