using EcgScaling.Data.InMemory;
using EcgScaling.Data.Labels;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Splitting;
using EcgScaling.Data.Synthetic;

namespace EcgScaling.Data.Tests.Labels;

public sealed class LabelExtensionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AgeAndSexAreLabelsOfEverySource()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 20, Samples = 100 });
        using var chosen = source.WithLabels("sex", "AF", "age");
        using var dataset = SourceDataset.Of(chosen);
        var row = new float[3];

        Assert.Equal(["sex", "AF", "age"], dataset.LabelNames);
        for (var index = 0; index < 20; index++)
        {
            var exam = source.ExamAt(index);
            dataset.ReadLabels(index, row);
            Assert.Equal([exam.Sex == Sex.Male ? 1 : 0, exam.Labels[source.LabelIndex("AF")], (float)exam.Age], row);
            Assert.Equal(exam.Id, dataset.ExamId(index));
        }

        Assert.NotEqual(source.ContentHash, chosen.ContentHash);
        Assert.Equal(source.Load(3).Millivolts, chosen.Load(3).Millivolts);
    }

    [Fact]
    public void AgeAndSexReachAPreparedStore()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 6, Samples = 100 }).WithLabels("age");
        using var store = PreparedStore.Build(source, "crop(64)", _folder.File("store"));
        var row = new float[1];
        store.ReadLabels(4, row);

        Assert.Equal((float)source.ExamAt(4).Age, row[0]);
        Assert.Equal(source.ExamAt(4).Id, ((IEcgDataset)store).ExamId(4));
    }

    [Fact]
    public void ATableOfYourOwnIsJoinedOnTheExamId()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 3, Samples = 100 });
        var ids = Enumerable.Range(0, 3).Select(index => source.ExamAt(index).Id).ToArray();
        File.WriteAllText(_folder.File("potassium.csv"), $"exam,mmol,high\n{ids[2]},5.9,True\n{ids[0]},4.1,False\nelsewhere,1,True\n");
        var table = LabelTable.Read(_folder.File("potassium.csv"), "exam");
        using var joined = source.WithLabels(table);

        Assert.Equal([.. source.LabelNames, "mmol", "high"], joined.LabelNames);
        Assert.Equal([5.9f, 1], joined.ExamAt(2).Labels[^2..]);
        Assert.Equal([float.NaN, float.NaN], joined.ExamAt(1).Labels[^2..]);
        Assert.Equal(3, table.Count);
        Assert.Equal(["high"], LabelTable.Read(_folder.File("potassium.csv"), "exam", ["high"]).LabelNames);
        Assert.Throws<ArgumentException>(() => joined.WithLabels(table));
    }

    [Theory]
    [InlineData("exam,x\na,1\na,2\n", "'a' a second time")]
    [InlineData("exam,x\na,high\n", "'high'")]
    [InlineData("id,x\na,1\n", "no column 'exam' among id, x")]
    [InlineData("", "an empty file")]
    public void ATableThatIsNotOneIsRefused(string text, string found)
    {
        File.WriteAllText(_folder.File("t.csv"), text);

        Assert.Equal(found, Assert.Throws<EcgDataException>(() => LabelTable.Read(_folder.File("t.csv"), "exam")).Found);
    }

    [Fact]
    public void UnknownAndRepeatedLabelsAreRefused()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 2, Samples = 100 });

        Assert.Contains("age", Assert.Throws<ArgumentException>(() => source.WithLabels("chagas")).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => source.WithLabels("AF", "AF")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APublishedDivisionIsTakenAndChecked()
    {
        Exam Of(string id, string patient, string fold) => new() { Id = id, PatientId = patient, Fold = fold };
        using var source = MemoryEcgSource.Of(
            new float[10], new TracingShape(new LeadSet(Lead.I), new SampleRate(100), 2),
            exams: [Of("a", "1", "1"), Of("b", "2", "9"), Of("c", "3", "10"), Of("d", "1", "2"), Of("e", "4", string.Empty)]);
        var split = PatientSplit.OfFolds(source, ["1", "2"], ["9"], ["10"]);

        Assert.Equal([0, 3], split.Training);
        Assert.Equal([1], split.Validation);
        Assert.Equal([2], split.Test);
        Assert.Contains("'8'", Assert.Throws<ArgumentException>(() => PatientSplit.OfFolds(source, ["8"], [], ["10"])).Message, StringComparison.Ordinal);
        Assert.Contains("'1'", Assert.Throws<ArgumentException>(() => PatientSplit.OfFolds(source, ["1"], [], ["1"])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => PatientSplit.OfFolds(source, ["1"], [], ["2"]));
    }
}
