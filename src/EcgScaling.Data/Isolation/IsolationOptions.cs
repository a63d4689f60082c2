namespace EcgScaling.Data.Isolation;

/// <summary>What a process that reads untrusted files may use.</summary>
public sealed record IsolationOptions
{
    /// <summary>The format, one of <see cref="EcgSources.Formats"/>.</summary>
    /// <value>Default: null, found out from what is there.</value>
    public string? Format { get; init; }

    /// <summary>Whether a record whose checksum is wrong is refused when it is read.</summary>
    /// <value>Default: true.</value>
    public bool VerifyChecksums { get; init; } = true;

    /// <summary>Whether the first exam that cannot be used throws instead of going to the quarantine report.</summary>
    /// <value>Default: false.</value>
    public bool Strict { get; init; }

    /// <summary>How long opening may take.</summary>
    /// <value>Default: 5 minutes.</value>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long anything else may take, such as reading one record.</summary>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The memory that the process may use, in bytes. On Linux the system enforces it; elsewhere it is looked at every 50 ms.</summary>
    /// <value>Default: 2 GiB.</value>
    public long MemoryLimit { get; init; } = 2L << 30;

    /// <summary>Throws, listing every problem, unless the options make sense.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (OpenTimeout <= TimeSpan.Zero || Timeout <= TimeSpan.Zero)
        {
            problems.Add($"{nameof(OpenTimeout)} is {OpenTimeout} and {nameof(Timeout)} {Timeout}; both are positive.");
        }

        if (MemoryLimit < 256L << 20)
        {
            problems.Add(FormattableString.Invariant($"{nameof(MemoryLimit)} is {MemoryLimit} bytes; at least 256 MiB, because the runtime itself needs some."));
        }

        SpecException.ThrowIfAny(nameof(IsolationOptions), problems);
    }
}
