using EcgScaling.Data.Sph;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Sph;

public sealed class SphSourceTests : IDisposable
{
    private const string Header = "ECG_ID,AHA_Code,Patient_ID,Age,Sex,N,Date\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedDataFact("sph")]
    public void RecordsReadAsH5pyReadsThem()
    {
        using var source = EcgSources.Open(SharedData.PathOf("sph"));

        Assert.IsType<SphSource>(source);
        Assert.Equal(5, source.Count);
        Assert.Null(source.CommonShape);
        Assert.Equal([5000, 6000, 6500, 5000, 5500], Enumerable.Range(0, 5).Select(index => source.ShapeOf(index).Samples));
        Assert.Equal(["AHA 1", "AHA 22", "AHA 23"], source.LabelNames);
        Assert.Equal([0, 1, 1], source.ExamAt(0).Labels);
        Assert.All(source.ExamAt(4).Labels, label => Assert.True(float.IsNaN(label)));
        Assert.Equal(("S00001", 55, Sex.Male), (source.ExamAt(0).PatientId, source.ExamAt(0).Age, source.ExamAt(0).Sex));
        Assert.Equal(-8.589598655700684, source.Load(0).Millivolts.Sum(value => (double)value), 1e-6);
        Assert.Equal(13.562518119812012, source.Load(4).Millivolts.Sum(value => (double)value), 1e-6);
    }
    // The files of CODE's malformed shards have no dataset ecg; those made for SPH do.
    [Theory]
    [InlineData("rank_one", "shape (64)")]
    [InlineData("transposed", "shape (64, 12)")]
    [InlineData("eleven_leads", "shape (11, 64)")]
    [InlineData("no_samples", "shape (12, 0)")]
    [InlineData("text", "elements of class STRING")]
    [InlineData("complex", "elements of class COMPOUND")]
    [InlineData("other_name", "no dataset 'ecg' (there are: signal)")]
    [InlineData("group", "a failure of libhdf5 to open the dataset")]
    [InlineData("cut", "a file of 3484 bytes")]
    [InlineData("not_hdf5", "a failure of libhdf5 to open the file")]
    public void EachKindOfFileHasItsOutcome(string file, string found)
    {
        File.Copy(Golden.PathOf("sph", file + ".h5"), _folder.File("A2.h5"));
        File.Copy(Golden.PathOf("sph", "good.h5"), _folder.File("A1.h5"));
        File.WriteAllText(_folder.File("metadata.csv"), Header + "A1,22;23+346,S1,55,M,64,2020-03-04\nA2,1,S2,60,F,64,2020-03-05\n");

        using (var source = SphSource.Open(_folder.Path))
        {
            Assert.Equal("A1", source.ExamAt(0).Id);
            Assert.Equal((1, "A2", "unreadable signal file"), (source.Count, Assert.Single(source.Quarantine.Exams).Id, source.Quarantine.Exams[0].Reason));
        }

        var error = Assert.Throws<EcgDataException>(() => SphSource.Open(_folder.Path, strict: true));
        Assert.StartsWith(found, error.Found, StringComparison.Ordinal);
        Assert.EndsWith("A2.h5", error.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "an empty file")]
    [InlineData("AHA_Code,Patient_ID,Age,Sex\n", "no column 'ECG_ID' among AHA_Code, Patient_ID, Age, Sex")]
    [InlineData("ECG_ID,Patient_ID,Age,Sex\n", "no column 'AHA_Code' among ECG_ID, Patient_ID, Age, Sex")]
    public void EachKindOfTableHasItsOutcome(string table, string found)
    {
        File.Copy(Golden.PathOf("sph", "good.h5"), _folder.File("A1.h5"));
        File.WriteAllText(_folder.File("metadata.csv"), table);

        Assert.Equal(found, Assert.Throws<EcgDataException>(() => SphSource.Open(_folder.Path)).Found);
    }

    [Fact]
    public void ABadCellIsTheTablesFaultAndDuplicatesAreNamed()
    {
        File.Copy(Golden.PathOf("sph", "good.h5"), _folder.File("A1.h5"));
        File.Copy(Golden.PathOf("sph", "good.h5"), _folder.File("A2.h5"));
        File.WriteAllText(_folder.File("metadata.csv"), Header + "A1,22,S1,old,M,64,2020-03-04\nA2,1,S2,60,F,64,2020-03-05\nA2,1,S3,61,F,64,2020-03-05\n");
        using var source = SphSource.Open(_folder.Path);

        Assert.Equal(("A2", "S2"), (source.ExamAt(0).Id, source.ExamAt(0).PatientId));
        Assert.Equal([("A2", "duplicate ECG_ID in the table"), ("A1", "unusable row of the table")], source.Quarantine.Exams.Select(exam => (exam.Id, exam.Reason)));
        Assert.EndsWith("metadata.csv", source.Quarantine.Exams[1].Path, StringComparison.Ordinal);
    }
}
