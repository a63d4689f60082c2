namespace EcgScaling.Data.Code;

/// <summary>How shards are written.</summary>
public sealed record CodeShardWriterOptions
{
    /// <summary>Records a shard.</summary>
    /// <value>Default: 20,000, as in CODE-15%.</value>
    public int RecordsPerShard { get; init; } = 20_000;

    /// <summary>How tracings lie in a shard.</summary>
    /// <value>Default: contiguous.</value>
    public ShardLayout Layout { get; init; } = ShardLayout.Contiguous;

    /// <summary>The deflate level of <see cref="ShardLayout.Gzip"/>, 1 to 9.</summary>
    /// <value>Default: 4.</value>
    public int GzipLevel { get; init; } = 4;

    /// <summary>Stored value times this gives millivolts.</summary>
    /// <value>Default: 0.5, so that readers made for CODE-15% read these shards alike. A power of two loses no digit.</value>
    public double UnitScale { get; init; } = 0.5;

    /// <summary>Threads that read from the source.</summary>
    /// <value>Default: the number of processors.</value>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Throws, listing every problem, unless shards can be written.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (RecordsPerShard is < 1 or > 1_000_000)
        {
            problems.Add(FormattableString.Invariant($"{nameof(RecordsPerShard)} is {RecordsPerShard}; allowed is 1 to 1,000,000."));
        }

        if (GzipLevel is < 1 or > 9)
        {
            problems.Add(FormattableString.Invariant($"{nameof(GzipLevel)} is {GzipLevel}; allowed is 1 to 9."));
        }

        if (!(UnitScale > 0) || !double.IsFinite(UnitScale))
        {
            problems.Add(FormattableString.Invariant($"{nameof(UnitScale)} is {UnitScale}; it is a positive factor."));
        }

        if (Workers < 1)
        {
            problems.Add(FormattableString.Invariant($"{nameof(Workers)} is {Workers}; at least 1."));
        }

        SpecException.ThrowIfAny(nameof(CodeShardWriterOptions), problems);
    }
}
