using EcgScaling.Data.Code;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Code;

public sealed class ConversionTests
{
    [SharedDataFact("ludb")]
    public void LudbGoesThroughShardsUnchanged()
    {
        using var folder = new TemporaryFolder();
        using var ludb = EcgSources.Open(SharedData.PathOf("ludb"));
        CodeShardWriter.Write(ludb, folder.Path, new CodeShardWriterOptions { Layout = ShardLayout.Chunked });
        using var shards = EcgSources.Open(folder.Path);

        Assert.Equal((ludb.Count, ludb.CommonShape), (shards.Count, shards.CommonShape));
        Assert.Equal(ludb.LabelNames, shards.LabelNames);
        for (var index = 0; index < ludb.Count; index++)
        {
            Assert.Equal(ludb.Load(index).Millivolts, shards.Load(index).Millivolts);
            Assert.Equal(ludb.ExamAt(index).Labels, shards.ExamAt(index).Labels);
        }
    }
}
