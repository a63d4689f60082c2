namespace EcgScaling.Data.Code;

/// <summary>How tracings lie in a shard.</summary>
public enum ShardLayout
{
    /// <summary>In one piece: largest, and fastest to read at random.</summary>
    Contiguous = 0,

    /// <summary>One chunk a record, as it is.</summary>
    Chunked = 1,

    /// <summary>One chunk a record, shuffled and deflated: about a third of the size, slower to read.</summary>
    Gzip = 2,
}
