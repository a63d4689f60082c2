namespace EcgScaling.Laws.Uncertainty;

/// <summary>How a bootstrap is run. The draws depend on scheme, seed and replicate number alone, never on threads.</summary>
public sealed record BootstrapOptions
{
    /// <summary>How many replicates.</summary>
    /// <value>2000</value>
    public int Replicates { get; init; } = 2000;

    /// <summary>The seed.</summary>
    /// <value>0</value>
    public ulong Seed { get; init; }

    /// <summary>What is drawn again.</summary>
    /// <value>null: clusters where rows share runs, else rows</value>
    public BootstrapScheme? Scheme { get; init; }

    /// <summary>The most threads to use.</summary>
    /// <value>0: all processors</value>
    public int Threads { get; init; }

    /// <summary>Receives the share that is done, from 0 to 1; may be called from several threads.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="SpecException">A number is not allowed; all problems are listed.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Replicates is < 2 or > 10_000_000)
        {
            problems.Add($"Replicates is {Replicates}; allowed: 2 to 10,000,000.");
        }

        if (Threads < 0)
        {
            problems.Add($"Threads is {Threads}; allowed: 1 or more, or 0 for all processors.");
        }

        SpecException.ThrowIfAny(nameof(BootstrapOptions), problems);
    }
}
