using EcgScaling.Data.Code;
using EcgScaling.Data.Synthetic;
using EcgScaling.Data.Wfdb;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Sources;

/// <summary>What opening does not see, reading everything once does.</summary>
public sealed class CheckedSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ADamagedChunkIsLeftOut()
    {
        File.Copy(Golden.PathOf("malformed", "damaged_chunk.hdf5"), _folder.File("exams_part0.hdf5"));
        File.WriteAllText(_folder.File("exams.csv"), "exam_id,age,is_male,1dAVb,RBBB,LBBB,SB,ST,AF,patient_id\n41,50,True,False,False,False,False,False,False,1\n17,60,False,False,True,False,False,False,False,2\n");
        using var opened = CodeShardSource.Open(_folder.Path);
        using var read = opened.Checked();

        Assert.Equal((2, 1), (opened.Count, read.Count));
        Assert.Equal("41", read.ExamAt(0).Id);
        Assert.Equal(opened.Load(0).Millivolts, read.Load(0).Millivolts);
        Assert.Equal(("17", "unreadable tracing"), (Assert.Single(read.Quarantine.Exams).Id, read.Quarantine.Exams[0].Reason));
        Assert.NotEqual(opened.ContentHash, read.ContentHash);
        Assert.Throws<ArgumentOutOfRangeException>(() => read.ExamAt(1));
    }

    [Fact]
    public void AWrongChecksumIsLeftOutAndTheOthersKeepTheirOrder()
    {
        using var synthetic = new SyntheticEcgSource(new SyntheticOptions { Count = 5, Samples = 32 });
        for (var index = 0; index < 5; index++)
        {
            WfdbWriter.Write(synthetic.Load(index), _folder.Path, $"r{index}", synthetic.LabelNames);
        }

        var bytes = File.ReadAllBytes(_folder.File("r2.dat"));
        bytes[40] ^= 1;
        File.WriteAllBytes(_folder.File("r2.dat"), bytes);
        var told = 0;
        using var read = WfdbSource.Open(_folder.Path).Checked(workers: 3, new Counter(() => Interlocked.Increment(ref told)));

        Assert.Equal(["r0", "r1", "r3", "r4"], Enumerable.Range(0, read.Count).Select(index => read.ExamAt(index).Id));
        Assert.Contains("checksum", Assert.Single(read.Quarantine.Exams).Detail, StringComparison.Ordinal);
        Assert.Equal((5, 32), (told, read.CommonShape!.Samples));
    }

    [Fact]
    public void WhereAllIsWellNothingChanges()
    {
        using var synthetic = new SyntheticEcgSource(new SyntheticOptions { Count = 20, Samples = 32 });
        using var read = synthetic.Checked(workers: 1);

        Assert.Equal((20, synthetic.ContentHash), (read.Count, read.ContentHash));
        Assert.Throws<OperationCanceledException>(() => synthetic.Checked(cancellation: new CancellationToken(canceled: true)));
    }

    private sealed class Counter(Action report) : IProgress<DataProgress>
    {
        public void Report(DataProgress value) => report();
    }
}
