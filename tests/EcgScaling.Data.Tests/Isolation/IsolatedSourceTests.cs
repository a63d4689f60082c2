using System.Diagnostics;
using System.Runtime.InteropServices;
using EcgScaling.Data.Code;
using EcgScaling.Data.Isolation;
using EcgScaling.Data.Synthetic;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Isolation;

public sealed partial class IsolatedSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EqualsTheSourceReadHere()
    {
        File.Copy(Golden.PathOf("code", "gzip_three.hdf5"), _folder.File("exams_part0.hdf5"));
        File.Copy(Golden.PathOf("code", "exams.csv"), _folder.File("exams.csv"));
        using var here = EcgSources.Open(_folder.Path);
        using var there = IsolatedSource.Open(_folder.Path);

        Assert.NotEqual(Environment.ProcessId, there.ProcessId);
        Assert.Equal((here.Name, here.Count, here.CommonShape, here.Unit, here.ContentHash), (there.Name, there.Count, there.CommonShape, there.Unit, there.ContentHash));
        Assert.Equal(here.LabelNames, there.LabelNames);
        Assert.Equal(here.Warnings, there.Warnings);
        Assert.Equal(here.Quarantine.Exams, there.Quarantine.Exams);
        for (var index = 0; index < here.Count; index++)
        {
            var (own, other) = (here.Load(index), there.Load(index));
            Assert.Equal(own.Millivolts, other.Millivolts);
            Assert.Equal((own.Shape, own.Valid), (other.Shape, other.Valid));
            Assert.Equal(own.Exam with { Labels = other.Exam.Labels }, other.Exam);
            Assert.Equal(own.Exam.Labels, other.Exam.Labels);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => there.ExamAt(here.Count));
    }

    [SharedDataFact("sph")]
    public void TracingsOfDifferentLengthsKeepTheirShapes()
    {
        using var source = IsolatedSource.Open(SharedData.PathOf("sph"));

        Assert.Null(source.CommonShape);
        Assert.Equal([5000, 6000, 6500, 5000, 5500], Enumerable.Range(0, 5).Select(index => source.ShapeOf(index).Samples));
    }

    [Fact]
    public void ErrorsKeepTheirParts()
    {
        File.Copy(Golden.PathOf("malformed", "rank_two.hdf5"), _folder.File("exams_part0.hdf5"));
        File.Copy(Golden.PathOf("code", "exams.csv"), _folder.File("exams.csv"));

        var here = Assert.Throws<EcgDataException>(() => EcgSources.Open(_folder.Path));
        var there = Assert.Throws<EcgDataException>(() => IsolatedSource.Open(_folder.Path));

        Assert.Equal((here.Path, here.Place, here.Found, here.Allowed, here.Fix), (there.Path, there.Place, there.Found, there.Allowed, there.Fix));
    }

    [Fact]
    public void AnotherProcessDoesNotKeepALockOfThisOne()
    {
        using var synthetic = new SyntheticEcgSource(new SyntheticOptions { Count = 2, Samples = 64 });
        File.Copy(Golden.PathOf("malformed", "contiguous.hdf5"), _folder.File("exams_part0.hdf5"));
        File.WriteAllText(_folder.File("exams.csv"), "exam_id,age,is_male\n41,50,True\n17,60,False\n");
        using (EcgSources.Open(_folder.Path))
        {
            using var other = IsolatedSource.Open(_folder.Path);
            // A file open here while the other process started can be replaced and locked afterwards.
            using var written = new TemporaryFolder();
            CodeShardWriter.Write(synthetic, written.Path);
            using var back = CodeShardSource.Open(written.Path);
            Assert.Equal(2, back.Count);
        }

        using var again = new FileStream(_folder.File("exams_part0.hdf5"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(again.Length > 0);
    }

    [Fact]
    public void AKilledProcessIsReplaced()
    {
        using var source = OpenGood();
        var first = source.ProcessId;
        var expected = source.Load(1).Millivolts;
        using (var process = Process.GetProcessById(first))
        {
            process.Kill();
            process.WaitForExit();
        }

        // The call that meets the end says so; the next one has a process again.
        var error = Assert.Throws<EcgDataException>(() => source.Load(1));
        Assert.StartsWith("a crash of the process that reads it (signal 9", error.Found, StringComparison.Ordinal);
        Assert.Equal(expected, source.Load(1).Millivolts);
        Assert.NotEqual(first, source.ProcessId);
    }

    [Fact]
    public void AHangEndsWithTheTimeout()
    {
        File.Copy(Golden.PathOf("malformed", "contiguous.hdf5"), _folder.File("exams_part0.hdf5"));
        MakePipe(_folder.File("exams.csv"));

        var error = Assert.Throws<EcgDataException>(() => IsolatedSource.Open(_folder.Path, new IsolationOptions { Format = "code", OpenTimeout = TimeSpan.FromSeconds(0.5) }));

        Assert.Equal("nothing after 0.5 s of reading", error.Found);
    }

    [Fact]
    public void MemoryIsBounded()
    {
        // One endless line.
        using (var file = File.Create(_folder.File("metadata.csv")))
        {
            file.SetLength(600L << 20);
        }

        var error = Assert.Throws<EcgDataException>(() => IsolatedSource.Open(_folder.Path, new IsolationOptions { Format = "sph", MemoryLimit = 256L << 20 }));

        Assert.Matches("OutOfMemory|more than .* bytes of memory|a crash of the process", error.Found);
    }

    [Fact]
    public void CancellingEndsTheProcess()
    {
        File.Copy(Golden.PathOf("malformed", "contiguous.hdf5"), _folder.File("exams_part0.hdf5"));
        MakePipe(_folder.File("exams.csv"));
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.4));

        Assert.ThrowsAny<OperationCanceledException>(() => IsolatedSource.Open(_folder.Path, new IsolationOptions { Format = "code" }, stop.Token));
    }

    [Fact]
    public void OptionsListTheirProblems() =>
        Assert.Equal(2, Assert.Throws<SpecException>(() => IsolatedSource.Open("x", new IsolationOptions { MemoryLimit = 5, Timeout = TimeSpan.Zero })).Problems.Count);

    // A pipe that nobody writes to can be opened, and never yields a byte.
    private static void MakePipe(string path) => Assert.Equal(0, MakeFifo(path, 0x180));

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);

    private IsolatedSource OpenGood()
    {
        File.Copy(Golden.PathOf("malformed", "gzip.hdf5"), _folder.File("exams_part0.hdf5"));
        File.WriteAllText(_folder.File("exams.csv"), "exam_id,age,is_male\n41,50,True\n17,60,False\n");
        return IsolatedSource.Open(_folder.Path);
    }
}
