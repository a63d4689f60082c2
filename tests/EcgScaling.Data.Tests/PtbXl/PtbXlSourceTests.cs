using EcgScaling.Data.PtbXl;
using EcgScaling.Data.Synthetic;
using EcgScaling.Data.Wfdb;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.PtbXl;

/// <summary>The published tables over records written here: PTB-XL's own signals are not among the shared data.</summary>
public sealed class PtbXlSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedDataFact("ptbxl/ptbxl_database_sample.csv")]
    public void TablesGivePatientsAndTheLabelsOfEachTask()
    {
        File.Copy(SharedData.PathOf("ptbxl", "scp_statements.csv"), _folder.File("scp_statements.csv"));
        File.Copy(SharedData.PathOf("ptbxl", "ptbxl_database_sample.csv"), _folder.File("ptbxl_database.csv"));
        using var signals = new SyntheticEcgSource(new SyntheticOptions { Count = 3, Samples = 1000, Rate = new SampleRate(100) });
        foreach (var record in (ReadOnlySpan<int>)[1, 2, 99999])
        {
            WfdbWriter.Write(signals.Load(record % 3), _folder.File("records100", "00000"), $"{record:D5}_lr", []);
        }

        using var superclasses = EcgSources.Open(_folder.Path);
        using var rhythms = PtbXlSource.Open(_folder.Path, PtbXlTask.Rhythm);
        using var all = PtbXlSource.Open(_folder.Path, PtbXlTask.All);
        using var diagnostic = PtbXlSource.Open(_folder.Path, PtbXlTask.Diagnostic);
        using var form = PtbXlSource.Open(_folder.Path, PtbXlTask.Form);
        using var subclasses = PtbXlSource.Open(_folder.Path, PtbXlTask.Subclass);

        Assert.Equal(("PTB-XL", 2), (superclasses.Name, superclasses.Count));
        Assert.Equal("00000/99999_lr", Assert.Single(superclasses.Quarantine.Exams).Id);
        Assert.Equal(("1", "15709", 56.0, Sex.Female), (superclasses.ExamAt(0).Id, superclasses.ExamAt(0).PatientId, superclasses.ExamAt(0).Age, superclasses.ExamAt(0).Sex));
        Assert.Equal(["3", "2"], [superclasses.ExamAt(0).Fold, superclasses.ExamAt(1).Fold]);
        Assert.Equal([1, 0, 0, 0, 0], superclasses.ExamAt(0).Labels);
        Assert.Equal(["SBRAD"], rhythms.LabelNames.Where((_, label) => rhythms.ExamAt(1).Labels[label] == 1));
        Assert.Equal((71, 44, 19, 12, 23), (all.LabelNames.Count, diagnostic.LabelNames.Count, form.LabelNames.Count, rhythms.LabelNames.Count, subclasses.LabelNames.Count));
        Assert.Equal(["NORM", "LVOLT", "SR"], all.LabelNames.Where((_, label) => all.ExamAt(0).Labels[label] == 1));
    }

    [Fact]
    public void WithoutRecordsItSaysWhatIsMissing()
    {
        var error = Assert.Throws<EcgDataException>(() => PtbXlSource.Open(_folder.Path, hertz: 500));

        Assert.Contains("records500", error.Found, StringComparison.Ordinal);
    }
}
