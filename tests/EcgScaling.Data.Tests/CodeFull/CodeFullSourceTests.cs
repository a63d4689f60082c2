using EcgScaling.Data.Code;
using EcgScaling.Data.CodeFull;
using EcgScaling.Data.Synthetic;

namespace EcgScaling.Data.Tests.CodeFull;

/// <summary>Full CODE is given on request only: this is its layout with synthetic tracings.</summary>
public sealed class CodeFullSourceTests : IDisposable
{
    private const string Header = "id_exam,id_patient,sex,age,date_exam,1dAVb,RBBB,LBBB,SB,AF,ST\n";
    private readonly TemporaryFolder _folder = new();
    private readonly EcgRecord[] _records;

    public CodeFullSourceTests()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 4, Samples = 600 });
        _records = [.. Enumerable.Range(0, 4).Select(source.Load)];
        string[] names = ["TNMG247001_N1", "TNMG247001_N2", "TNMG99_N1", "TNMG5_N1"];
        for (var place = 0; place < names.Length; place++)
        {
            new PublishedRecord
            {
                Name = names[place],
                Line = "400 N 09:30:00 01/02/2012",
                Leads = ["DI", "DII", "DIII", "AVR", "AVL", "AVF", "V1", "V2", "V3", "V4", "V5", "V6"],
            }.Write(_folder.File("wfdb", "a"), _records[place]);
        }

        File.WriteAllText(_folder.File("wfdb", "RECORDS.txt"), "a/TNMG247001_N2\na/TNMG247001_N1\na/TNMG99_N1\na/TNMG5_N1\n");
        File.WriteAllText(_folder.File("annotations.csv"), Header + "99,7,F,61,2012-02-01,0,1,0,0,1,0\n247001,8,M,45,2012-02-01,0,0,0,1,,0\n300,9,M,20,2012-02-01,0,0,0,0,0,0\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheFirstTracingOfEachExamIsTakenAndLabelledByItsExam()
    {
        using var source = EcgSources.Open(_folder.Path);

        Assert.Equal(("CODE", 3), (source.Name, source.Count));
        Assert.Equal(CodeLabels.All, source.LabelNames);
        Assert.Equal(LeadSet.Twelve, source.CommonShape!.Leads);
        Assert.Equal(["247001", "99", "5"], Enumerable.Range(0, 3).Select(index => source.ExamAt(index).Id));
        Assert.Equal(("8", 45.0, Sex.Male), (source.ExamAt(0).PatientId, source.ExamAt(0).Age, source.ExamAt(0).Sex));
        Assert.Equal([0, 0, 0, 1, float.NaN, 0], source.ExamAt(0).Labels);
        Assert.Equal([0, 1, 0, 0, 1, 0], source.ExamAt(1).Labels);
        Assert.Equal(Sex.Female, source.ExamAt(1).Sex);
        Assert.Equal("exam-5", source.ExamAt(2).PatientId);
        Assert.All(source.ExamAt(2).Labels, label => Assert.True(float.IsNaN(label)));
        Assert.Equal(_records[0][Lead.AVL][300], source.Load(0)[Lead.AVL][300], 0.00051f);
        Assert.Equal(3, source.Warnings.Count);
    }

    [Fact]
    public void AllTracingsHaveIdsOfTheirOwnAndOnePatient()
    {
        using var source = CodeFullSource.Open(_folder.Path, new CodeFullOptions { AllTracings = true, Labels = ["AF"] });

        Assert.Equal(["247001_N2", "247001_N1", "99_N1", "5_N1"], Enumerable.Range(0, 4).Select(index => source.ExamAt(index).Id));
        Assert.Equal(source.ExamAt(0).PatientId, source.ExamAt(1).PatientId);
        Assert.Equal([1], source.ExamAt(2).Labels);
    }

    [Fact]
    public void AListedRecordThatIsMissingIsQuarantined()
    {
        File.AppendAllText(_folder.File("wfdb", "RECORDS.txt"), "a/TNMG300_N1\n");
        using var source = CodeFullSource.Open(_folder.Path);

        Assert.Equal((3, "wfdb/a/TNMG300_N1"), (source.Count, Assert.Single(source.Quarantine.Exams).Id));
    }

    [Theory]
    [InlineData("annotations.csv", "id_patient,1dAVb\n1,0\n", "no column 'id_exam' among id_patient, 1dAVb")]
    [InlineData("annotations.csv", Header + "x,7,F,61,,0,0,0,0,0,0\n", "'x'")]
    [InlineData("annotations.csv", Header + "99,7,Q,61,,0,0,0,0,0,0\n", "'Q'")]
    [InlineData("annotations.csv", Header + "99,7,F,old,,0,0,0,0,0,0\n", "'old'")]
    [InlineData("annotations.csv", Header + "99,7,F,61,,0,0,3,0,0,0\n", "'3'")]
    [InlineData("annotations.csv", Header + "99,7,F,61,,0,0,0,0,0,0\n99,7,F,61,,0,0,0,0,0,0\n", "exam 99 a second time")]
    [InlineData("annotations.csv", "", "no header")]
    [InlineData("wfdb/RECORDS.txt", "a/TNMG99_N1\na/TNMG99_N1\n", "tracing 1 of exam 99 a second time")]
    [InlineData("wfdb/RECORDS.txt", "../TNMG99_N1\n", "'../TNMG99_N1'")]
    [InlineData("wfdb/RECORDS.txt", "/etc/TNMG99_N1\n", "'/etc/TNMG99_N1'")]
    [InlineData("wfdb/RECORDS.txt", "a/exam99\n", "'a/exam99'")]
    public void EachDefectHasItsOutcome(string file, string text, string found)
    {
        File.WriteAllText(_folder.File(file), text);

        var error = Assert.Throws<EcgDataException>(() => CodeFullSource.Open(_folder.Path));

        Assert.Equal(found, error.Found);
        Assert.EndsWith(Path.GetFileName(file), error.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAListItSaysWhatToWrite()
    {
        File.Delete(_folder.File("wfdb", "RECORDS.txt"));

        Assert.Equal("no wfdb/RECORDS.txt", Assert.Throws<EcgDataException>(() => CodeFullSource.Open(_folder.Path)).Found);
    }
}
