using EcgScaling.Data.Loading;
using EcgScaling.Data.Synthetic;

namespace EcgScaling.Data.Tests.Loading;

public sealed class PreparedStoreTests : IDisposable
{
    private const string Pipeline = "resample(100)|bandpass(0.5,40)|leads(8)|crop(256)";
    private readonly TemporaryFolder _folder = new();
    private readonly SyntheticEcgSource _source = new(new SyntheticOptions { Count = 300, Samples = 1200 });

    public void Dispose()
    {
        _source.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(StoredElement.Exact32, 0)]
    [InlineData(StoredElement.Half16, 0.002)]
    [InlineData(StoredElement.Scaled16, 0.0001)]
    public void HoldsWhatThePipelineMakes(StoredElement element, double tolerance)
    {
        using var direct = SourceDataset.Of(_source, Pipeline);
        using var store = PreparedStore.Build(_source, Pipeline, _folder.Path, new PreparedStoreOptions { Element = element });

        Assert.Equal(direct.Count, store.Count);
        Assert.Equal(direct.Spec, store.Spec);
        Assert.Equal("resample(100)|bandpass(0.5,40,4)|leads(8)|crop(256)", store.Spec.Preprocessing);
        var (expected, actual) = (new float[8 * 256], new float[8 * 256]);
        var (expectedLabels, actualLabels) = (new float[12], new float[12]);
        for (var index = 0; index < store.Count; index++)
        {
            Assert.Equal(direct.Read(index, expected), store.Read(index, actual));
            for (var place = 0; place < actual.Length; place++)
            {
                Assert.Equal(expected[place], actual[place], tolerance);
            }

            direct.ReadLabels(index, expectedLabels);
            store.ReadLabels(index, actualLabels);
            Assert.Equal(expectedLabels, actualLabels);
            Assert.Equal(direct.PatientKey(index), store.PatientKey(index));
            Assert.Equal(_source.ExamAt(index).Id, store.ExamId(index));
            Assert.Equal(_source.ExamAt(index).Age, store.Age(index));
            Assert.Equal(_source.ExamAt(index).Sex, store.SexOf(index));
        }
    }

    [Fact]
    public void AnInterruptedBuildGoesOnAndGivesTheSameBytes()
    {
        using var stop = new CancellationTokenSource();
        var options = new PreparedStoreOptions { Workers = 1 };
        var counted = new CountingSource(_source, _ => false);
        Assert.ThrowsAny<OperationCanceledException>(() => PreparedStore.Build(
            counted, Pipeline, _folder.File("a"), options, new Watch(progress => stop.Cancel()), stop.Token));
        Assert.Throws<EcgDataException>(() => PreparedStore.Open(_folder.File("a")));
        var readBefore = counted.Reads;

        using var store = PreparedStore.Build(counted, Pipeline, _folder.File("a"), options);
        using var whole = PreparedStore.Build(_source, Pipeline, _folder.File("b"), new PreparedStoreOptions { Workers = 4 });

        Assert.Equal(128, readBefore);
        Assert.Equal(300, counted.Reads);
        foreach (var name in (ReadOnlySpan<string>)["tracings.bin", "index.bin", "ids.txt", "store.json"])
        {
            Assert.Equal(File.ReadAllBytes(_folder.File("a", name)), File.ReadAllBytes(_folder.File("b", name)));
        }
    }

    [Fact]
    public void ExamsThatCannotBeReadAreLeftOutWithTheirReason()
    {
        var source = new CountingSource(_source, index => index is 5 or 200);
        using var store = PreparedStore.Build(source, Pipeline, _folder.Path);

        Assert.Equal(298, store.Count);
        Assert.Equal([_source.ExamAt(5).Id, _source.ExamAt(200).Id], store.Quarantine.Exams.Select(exam => exam.Id));
        Assert.Equal(_source.ExamAt(6).Id, store.ExamId(5));
        Assert.Equal(_source.ExamAt(299).Id, store.ExamId(297));
        Assert.Throws<EcgDataException>(() => PreparedStore.Build(source, Pipeline, _folder.File("strict"), new PreparedStoreOptions { Strict = true }));
    }

    [Fact]
    public void AStoreOfOtherDataIsNotOverwritten()
    {
        PreparedStore.Build(_source, Pipeline, _folder.Path).Dispose();

        var error = Assert.Throws<EcgDataException>(() => PreparedStore.Build(_source, "crop(100)", _folder.Path));

        Assert.Contains("crop(100)", error.Message, StringComparison.Ordinal);
        PreparedStore.Build(_source, Pipeline, _folder.Path).Dispose();
    }

    [Fact]
    public void ATruncatedStoreIsAnError()
    {
        PreparedStore.Build(_source, Pipeline, _folder.Path).Dispose();
        using (var file = File.OpenWrite(_folder.File("tracings.bin")))
        {
            file.SetLength(1000);
        }

        var error = Assert.Throws<EcgDataException>(() => PreparedStore.Open(_folder.Path));

        Assert.Contains("1000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoBuildersOfOneStoreShareTheWork()
    {
        var counted = new CountingSource(_source, _ => false);

        Parallel.For(0, 3, _ => PreparedStore.Build(counted, Pipeline, _folder.Path, new PreparedStoreOptions { Workers = 1 }).Dispose());

        Assert.Equal(300, counted.Reads);
    }

    private sealed class Watch(Action<DataProgress> told) : IProgress<DataProgress>
    {
        public void Report(DataProgress value) => told(value);
    }
}
