using System.Buffers.Binary;
using System.Text;
using EcgScaling.Data.Sph;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Sph;

/// <summary>Damage to the bytes of a good file, to the table, and to what belongs together.</summary>
public sealed class SphMalformedTests : IDisposable
{
    private const string Header = "ECG_ID,AHA_Code,Patient_ID,Age,Sex,N,Date\n";
    private static readonly byte[] Good = File.ReadAllBytes(Golden.PathOf("sph", "good.h5"));
    private readonly TemporaryFolder _folder = new();

    public SphMalformedTests()
    {
        File.WriteAllBytes(_folder.File("A1.h5"), Good);
        Table("A1,22;23+346,S1,55,M,64,2020-03-04\nA2,1,S2,60,F,64,2020-03-05\n");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("empty", "a failure of libhdf5 to open the file")]
    [InlineData("signature only", "a failure of libhdf5 to open the file")]
    [InlineData("half a superblock", "a superblock that ends early")]
    [InlineData("the front only", "a file of 2048 bytes")]
    [InlineData("last byte missing", "a file of 5508 bytes")]
    [InlineData("2^40 samples", "shape (12, 1099511627776)")]
    [InlineData("2^63 leads", "a failure of libhdf5 to open the dataset")]
    [InlineData("all bits of a dimension", "a failure of libhdf5 to open the dataset")]
    [InlineData("other superblock", "a failure of libhdf5 to open the file")]
    public void DamagedBytesHaveTheirOutcome(string damage, string found)
    {
        File.WriteAllBytes(_folder.File("A2.h5"), Damaged(damage));

        using (var source = SphSource.Open(_folder.Path))
        {
            Assert.Equal((1, "A2", "unreadable signal file"), (source.Count, Assert.Single(source.Quarantine.Exams).Id, source.Quarantine.Exams[0].Reason));
        }

        var error = Assert.Throws<EcgDataException>(() => SphSource.Open(_folder.Path, strict: true));
        Assert.StartsWith(found, error.Found, StringComparison.Ordinal);
        Assert.EndsWith("A2.h5", error.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Patient_ID")]
    [InlineData("Age")]
    [InlineData("Sex")]
    public void EachColumnIsNeeded(string column)
    {
        File.WriteAllText(_folder.File("metadata.csv"), Header.Replace(column, "other", StringComparison.Ordinal));

        Assert.StartsWith($"no column '{column}' among ", Assert.Throws<EcgDataException>(() => SphSource.Open(_folder.Path)).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void ATableThatIsMissingOrNotTextIsRefused()
    {
        File.WriteAllBytes(_folder.File("metadata.csv"), [.. Encoding.UTF8.GetBytes(Header), 0xFF, 0xFE, (byte)'\n']);
        Assert.Equal("text that is not UTF-8 CSV", Assert.Throws<EcgDataException>(() => SphSource.Open(_folder.Path)).Found);

        File.Delete(_folder.File("metadata.csv"));
        Assert.Equal("no such file", Assert.Throws<EcgDataException>(() => SphSource.Open(_folder.Path)).Found);
    }

    [Fact]
    public void LabelsWithoutATracingAreQuarantined()
    {
        using var source = SphSource.Open(_folder.Path);

        Assert.Equal([("A2", "labels without a tracing")], source.Quarantine.Exams.Select(exam => (exam.Id, exam.Reason)));
        Assert.Equal((1, "A1"), (source.Count, source.ExamAt(0).Id));
        Assert.Throws<EcgDataException>(() => SphSource.Open(_folder.Path, strict: true));
    }

    [Fact]
    public void ATracingWithoutLabelsIsKeptWithUnknownLabelsAndAWarning()
    {
        File.WriteAllBytes(_folder.File("A2.h5"), Good);
        File.WriteAllBytes(_folder.File("A3.h5"), Good);
        using var source = SphSource.Open(_folder.Path);

        Assert.Equal((3, "A3", "ecg-A3"), (source.Count, source.ExamAt(2).Id, source.ExamAt(2).PatientId));
        Assert.All(source.ExamAt(2).Labels, label => Assert.True(float.IsNaN(label)));
        Assert.StartsWith("1 exam(s) have no row in", Assert.Single(source.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownSexAndCodesAreKeptAsTheyAre()
    {
        Table("A1,9999+zz;;,S1,,X,64,2020-03-04\n");
        using var source = SphSource.Open(_folder.Path);

        Assert.Equal(["AHA 9999"], source.LabelNames);
        Assert.Equal((Sex.Unknown, true), (source.ExamAt(0).Sex, double.IsNaN(source.ExamAt(0).Age)));
    }

    [Fact]
    public void StrictNamesADuplicate()
    {
        Table("A1,22,S1,55,M,64,2020-03-04\nA1,1,S2,60,F,64,2020-03-05\n");

        Assert.Contains("line 3 repeats it", Assert.Throws<EcgDataException>(() => SphSource.Open(_folder.Path, strict: true)).Message, StringComparison.Ordinal);
    }

    // The deflated samples are the last thing in the file, their checksum its last four bytes.
    [Theory]
    [InlineData(747, "a chunk that inflates to 1537 bytes")]
    [InlineData(4, "a chunk that is not valid deflate data")]
    public void ADamagedChunkIsAnErrorOfTheRead(int fromEnd, string found)
    {
        var bytes = (byte[])Good.Clone();
        bytes.AsSpan(bytes.Length - fromEnd, Math.Min(16, fromEnd)).Fill(0xFF);
        File.WriteAllBytes(_folder.File("A1.h5"), bytes);
        using var source = SphSource.Open(_folder.Path);

        Assert.Equal(found, Assert.Throws<EcgDataException>(() => source.Load(0)).Found);
    }

    [Theory]
    [InlineData(false, "no such file")]
    [InlineData(true, "a file of 5508 bytes")]
    public void AFileThatChangesAfterOpeningIsAnErrorOfTheRead(bool cut, string found)
    {
        using var source = SphSource.Open(_folder.Path);
        File.Delete(_folder.File("A1.h5"));
        if (cut)
        {
            File.WriteAllBytes(_folder.File("A1.h5"), Good[..^1]);
        }

        var error = Assert.Throws<EcgDataException>(() => source.Load(0));
        Assert.Equal(found, error.Found);
        Assert.EndsWith("A1.h5", error.Path, StringComparison.Ordinal);
    }

    private static int ShapeAt => Good.AsSpan().IndexOf(Pair(12, 64));

    private static byte[] Damaged(string damage) => damage switch
    {
        "empty" => [],
        "signature only" => Good[..8],
        "half a superblock" => Good[..48],
        "the front only" => Good[..2048],
        "last byte missing" => Good[..^1],
        "2^40 samples" => With(ShapeAt + 8, 1L << 40),
        "2^63 leads" => With(ShapeAt, long.MinValue),
        "all bits of a dimension" => With(ShapeAt + 8, -1),
        _ => [.. Good[..8], 77, .. Good[9..]],
    };

    private static byte[] With(int place, long value)
    {
        var bytes = (byte[])Good.Clone();
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(place), value);
        return bytes;
    }

    private static byte[] Pair(long first, long second) => [.. BitConverter.GetBytes(first), .. BitConverter.GetBytes(second)];

    private void Table(string rows) => File.WriteAllText(_folder.File("metadata.csv"), Header + rows);
}
