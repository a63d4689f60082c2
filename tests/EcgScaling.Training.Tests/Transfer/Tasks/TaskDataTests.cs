using EcgScaling.Data;
using EcgScaling.Data.Synthetic;
using EcgScaling.Testing;

namespace EcgScaling.Training.Transfer.Tasks;

public sealed class TaskDataTests
{
    [Fact]
    public void Cross_validation_reports_each_exam_once_and_divides_no_patient()
    {
        using var source = Sites.Of(SyntheticSite.Hospital, 400);
        var data = Sites.Task().Prepare(source);

        Assert.Equal(5, data.Folds.Count);
        Assert.Equal(Enumerable.Range(0, 400), data.Folds.SelectMany(fold => fold.Test).Order());
        Assert.Equal(Enumerable.Range(0, 400), data.Folds.SelectMany(fold => fold.Validation).Order());
        Assert.All(data.Folds, fold =>
        {
            HashSet<string>[] sides = [Patients(fold.Training), Patients(fold.Validation), Patients(fold.Test)];
            Assert.Empty(sides[0].Intersect(sides[1]).Concat(sides[0].Intersect(sides[2])).Concat(sides[1].Intersect(sides[2])));
        });
        Assert.Contains("5-fold cross-validation by patient", data.Split, StringComparison.Ordinal);

        HashSet<string> Patients(IReadOnlyList<int> exams) => [.. exams.Select(exam => source.ExamAt(exam).PatientId)];
    }

    [Fact]
    public void Rare_labels_are_dealt_evenly_over_the_folds()
    {
        using var source = Sites.Of(SyntheticSite.Hospital, 400);
        var data = Sites.Task("LVOLT", "SB").Prepare(source);
        foreach (var label in data.Labels)
        {
            var column = source.LabelIndex(label);
            var counts = data.Folds.Select(fold => fold.Test.Count(exam => source.ExamAt(exam).Labels[column] == 1)).ToArray();
            Assert.True(counts.Max() - counts.Min() <= 3, $"{label}: {string.Join(", ", counts)}");
        }
    }

    [Fact]
    public void Many_exams_are_divided_once()
    {
        using var source = Sites.Of(SyntheticSite.Hospital, 2400);
        var fold = Assert.Single(Sites.Task().Prepare(source).Folds);
        Assert.Equal(2400, fold.Training.Count + fold.Validation.Count + fold.Test.Count);
        Assert.InRange(fold.Test.Count, 400, 560);
    }

    [Fact]
    public void Published_folds_are_kept_and_their_absence_is_said()
    {
        using var folded = new FoldedSource(Sites.Of(SyntheticSite.Hospital, 200), exam => exam < 120 ? "1" : exam < 160 ? "9" : "10");
        var task = Sites.Task() with { Split = TaskSplit.Published(["1"], ["9"], ["10"]) };
        var fold = Assert.Single(task.Prepare(folded).Folds);
        Assert.Equal((120, 40, 40), (fold.Training.Count, fold.Validation.Count, fold.Test.Count));

        using var source = Sites.Of(SyntheticSite.Hospital, 200);
        var other = task.Prepare(source);
        Assert.Equal(5, other.Folds.Count);
        Assert.Contains(other.Warnings, warning => warning.Contains("published folds", StringComparison.Ordinal));
    }

    [Fact]
    public void Data_of_another_task_are_refused_by_name()
    {
        using var source = Sites.Of(SyntheticSite.Hospital, 100);
        var error = Assert.Throws<EcgDataException>(() => TransferTasks.Named("ludb-rhythm").Prepare(source));
        Assert.Contains("Sinus rhythm", error.Message, StringComparison.Ordinal);
        Assert.Contains("1dAVb", error.Message, StringComparison.Ordinal);

        using var few = Sites.Of(SyntheticSite.Hospital, 5);
        Assert.Throws<EcgDataException>(() => Sites.Task().Prepare(few));
        Assert.Contains("ludb-rhythm", Assert.Throws<ArgumentException>(() => TransferTasks.Named("ludb")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_ready_task_is_valid_and_named_once()
    {
        Assert.All(TransferTasks.All, task => task.Validate());
        Assert.Equal(TransferTasks.All.Count, TransferTasks.All.Select(task => task.Name).Distinct().Count());
        Assert.Throws<SpecException>(() => (Sites.Task() with { Split = TaskSplit.CrossValidation(2) }).Validate());
    }

    [Fact]
    public void Several_folders_are_one_task()
    {
        var task = Sites.Task("SB", "AF");
        using var source = task.Open(["synthetic:telehealth:60:1", "synthetic:hospital:40:2"]);
        var data = task.Prepare(source);
        Assert.Equal(100, data.Exams.Count);
        Assert.Equal(["SB", "AF"], data.Labels);
        Assert.Equal(2, data.Exams.Select(exam => source.ExamAt(exam).Site).Distinct().Count());
        Assert.Contains("telehealth", source.Name, StringComparison.Ordinal);
        Assert.Contains("hospital", source.Name, StringComparison.Ordinal);

        using var alone = task.Open(["synthetic:hospital:40:2"]);
        Assert.Equal(40, alone.Count);
        using var own = task.Open([]);
        Assert.Equal(2000, own.Count);
        Assert.Throws<EcgDataException>(() => task.Open(["synthetic:hospital:40:2", "/no/such/folder"]));
    }

    [SharedDataFact("ludb/ludb.csv")]
    public void Ludb_has_six_of_the_seven_rhythms()
    {
        var task = TransferTasks.Named("ludb-rhythm");
        using var source = task.Open(SharedData.PathOf("ludb"));
        var data = task.Prepare(source);
        Assert.Equal((100, 6), (data.Exams.Count, data.Labels.Count));
        Assert.Equal(["Irregular sinus rhythm"], data.AbsentLabels);
    }

    [SharedDataTheory("cinc2021/E07500.hea")]
    [InlineData("cinc2021", 48)]
    [InlineData("georgia", 19)]
    [InlineData("ningbo", 20)]
    public void Parts_of_the_challenge_are_told_apart(string name, int exams)
    {
        var task = TransferTasks.Named(name);
        using var source = task.Open(SharedData.PathOf("cinc2021"));
        Assert.Equal(exams, task.Prepare(source).Exams.Count);
    }

    /// <summary>A source with published folds.</summary>
    private sealed class FoldedSource(IEcgSource source, Func<int, string> foldOf) : IEcgSource
    {
        public string Name => source.Name;

        public TracingShape? CommonShape => source.CommonShape;

        public IReadOnlyList<string> LabelNames => source.LabelNames;

        public int Count => source.Count;

        public string ContentHash => source.ContentHash;

        public QuarantineReport Quarantine => source.Quarantine;

        public IReadOnlyList<string> Warnings => source.Warnings;

        // Each exam is a patient of its own: the folds given may lie anywhere.
        public Exam ExamAt(int index) => source.ExamAt(index) with { Fold = foldOf(index), PatientId = source.ExamAt(index).Id };

        public TracingShape ShapeOf(int index) => source.ShapeOf(index);

        public ValidRange Read(int index, Span<float> destination) => source.Read(index, destination);

        public void Dispose() => source.Dispose();
    }
}
