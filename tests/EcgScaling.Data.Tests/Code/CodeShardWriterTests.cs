using EcgScaling.Data.Code;
using EcgScaling.Data.Synthetic;

namespace EcgScaling.Data.Tests.Code;

public sealed class CodeShardWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SyntheticEcgSource _source = new(new SyntheticOptions { Count = 40, Samples = 512 });

    public void Dispose()
    {
        _source.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(ShardLayout.Contiguous)]
    [InlineData(ShardLayout.Chunked)]
    [InlineData(ShardLayout.Gzip)]
    public void WhatIsWrittenReadsBackTheSame(ShardLayout layout)
    {
        CodeShardWriter.Write(_source, _folder.Path, new CodeShardWriterOptions { Layout = layout, RecordsPerShard = 15 });
        using var back = CodeShardSource.Open(_folder.Path);

        Assert.Equal(3, Directory.GetFiles(_folder.Path, "*.hdf5").Length);
        Assert.Equal((_source.Count, _source.CommonShape), (back.Count, back.CommonShape));
        Assert.Equal(_source.LabelNames, back.LabelNames);
        Assert.Empty(back.Quarantine.Exams);
        for (var index = 0; index < _source.Count; index++)
        {
            var (expected, actual) = (_source.Load(index), back.Load(index));
            Assert.Equal(expected.Millivolts, actual.Millivolts);
            Assert.Equal((expected.Exam.Id, expected.Exam.PatientId, expected.Exam.Age, expected.Exam.Sex), (actual.Exam.Id, actual.Exam.PatientId, actual.Exam.Age, actual.Exam.Sex));
            Assert.Equal(expected.Exam.Labels, actual.Exam.Labels);
        }
    }

    [Fact]
    public void EqualContentGivesEqualBytesWhateverTheThreads()
    {
        CodeShardWriter.Write(_source, _folder.File("one"), new CodeShardWriterOptions { Layout = ShardLayout.Gzip, Workers = 1 });
        CodeShardWriter.Write(_source, _folder.File("four"), new CodeShardWriterOptions { Layout = ShardLayout.Gzip, Workers = 4 });

        Assert.Equal(File.ReadAllBytes(_folder.File("one", "exams_part0.hdf5")), File.ReadAllBytes(_folder.File("four", "exams_part0.hdf5")));
        Assert.Equal(File.ReadAllBytes(_folder.File("one", "exams.csv")), File.ReadAllBytes(_folder.File("four", "exams.csv")));
    }

    [Fact]
    public void AnInterruptedWriteGoesOnWithTheShardsItHas()
    {
        using var stop = new CancellationTokenSource();
        var options = new CodeShardWriterOptions { RecordsPerShard = 15 };
        var watch = new Watch(progress =>
        {
            if (progress.Done >= 15)
            {
                stop.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => CodeShardWriter.Write(_source, _folder.Path, options, watch, stop.Token));
        Assert.Equal(["exams_part0.hdf5"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
        var written = File.GetLastWriteTimeUtc(_folder.File("exams_part0.hdf5"));
        CodeShardWriter.Write(_source, _folder.Path, options);

        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder.File("exams_part0.hdf5")));
        using var back = CodeShardSource.Open(_folder.Path);
        Assert.Equal(40, back.Count);
    }

    [Fact]
    public void ImpossibleOptionsAreAllListed()
    {
        var error = Assert.Throws<SpecException>(() => CodeShardWriter.Write(
            _source, _folder.Path, new CodeShardWriterOptions { RecordsPerShard = 0, GzipLevel = 10, UnitScale = 0, Workers = 0 }));

        Assert.Equal(4, error.Problems.Count);
    }

    private sealed class Watch(Action<DataProgress> told) : IProgress<DataProgress>
    {
        public void Report(DataProgress value) => told(value);
    }
}
