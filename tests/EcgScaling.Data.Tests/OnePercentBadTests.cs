using System.Globalization;
using EcgScaling.Data.Code;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Sph;
using EcgScaling.Data.Synthetic;
using EcgScaling.Data.Wfdb;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests;

/// <summary>Of a hundred records one is bad: 99 load, the report names the other, and strict stops there.</summary>
public sealed class OnePercentBadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OfShards()
    {
        WriteShards(zero: 41);

        RequireOneLeftOut(CodeShardSource.Open(_folder.Path), "all-zero tracing");
        Assert.Contains("all-zero", Assert.Throws<EcgDataException>(() => CodeShardSource.Open(_folder.Path, new CodeShardOptions { Strict = true })).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void OfWfdbRecords()
    {
        using var synthetic = new SyntheticEcgSource(new SyntheticOptions { Count = 100, Samples = 32 });
        for (var index = 0; index < 100; index++)
        {
            WfdbWriter.Write(synthetic.Load(index), _folder.Path, string.Create(CultureInfo.InvariantCulture, $"r{index}"), synthetic.LabelNames);
        }

        using (var cut = new FileStream(_folder.File("r17.dat"), FileMode.Open))
        {
            cut.SetLength(100);
        }

        RequireOneLeftOut(WfdbSource.Open(_folder.Path), "unusable record");
        Assert.StartsWith("100 bytes of samples", Assert.Throws<EcgDataException>(() => WfdbSource.Open(_folder.Path, new WfdbOptions { Strict = true })).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void OfSphFiles()
    {
        var table = new StringWriter();
        table.WriteLine("ECG_ID,AHA_Code,Patient_ID,Age,Sex,N,Date");
        for (var index = 0; index < 100; index++)
        {
            File.Copy(Golden.PathOf("sph", "good.h5"), _folder.File(string.Create(CultureInfo.InvariantCulture, $"A{index:D5}.h5")));
            table.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A{index:D5},22;23,S{index:D5},55,M,16,2020-03-04"));
        }

        File.WriteAllText(_folder.File("metadata.csv"), table.ToString());
        using (var cut = new FileStream(_folder.File("A00033.h5"), FileMode.Open))
        {
            cut.SetLength(cut.Length - 100);
        }

        RequireOneLeftOut(SphSource.Open(_folder.Path), "unreadable signal file");
        Assert.EndsWith("A00033.h5", Assert.Throws<EcgDataException>(() => SphSource.Open(_folder.Path, strict: true)).Path, StringComparison.Ordinal);
    }

    [Fact]
    public void OfAPreparedStore()
    {
        using var synthetic = new SyntheticEcgSource(new SyntheticOptions { Count = 100, Samples = 32 });
        // Damage that shows only when the record is read.
        using var source = new CountingSource(synthetic, index => index == 17);

        using var store = PreparedStore.Build(source, "crop(16)", _folder.File("store"));

        Assert.Equal((99, synthetic.ExamAt(17).Id), (store.Count, Assert.Single(store.Quarantine.Exams).Id));
        Assert.Throws<EcgDataException>(() => PreparedStore.Build(source, "crop(16)", _folder.File("strict"), new PreparedStoreOptions { Strict = true }));
    }

    private void WriteShards(int zero)
    {
        using var synthetic = new SyntheticEcgSource(new SyntheticOptions { Count = 100, Samples = 32 });
        using var source = new CountingSource(synthetic, _ => false, zero);
        CodeShardWriter.Write(source, _folder.Path, new CodeShardWriterOptions { Layout = ShardLayout.Gzip });
    }

    private static void RequireOneLeftOut(IEcgSource source, string reason)
    {
        using (source)
        {
            Assert.Equal(99, source.Count);
            Assert.Equal(reason, Assert.Single(source.Quarantine.Exams).Reason);
            for (var index = 0; index < source.Count; index++)
            {
                Assert.True(source.Load(index).Valid.Length > 0);
            }
        }
    }
}
