namespace EcgScaling.Data.Wfdb;

/// <summary>How folders of WFDB records are read.</summary>
public sealed record WfdbOptions
{
    /// <summary>Whether a record whose checksum is wrong is refused when it is read.</summary>
    /// <value>Default: true.</value>
    public bool VerifyChecksums { get; init; } = true;

    /// <summary>Whether the first record that cannot be used throws instead of going to the quarantine.</summary>
    /// <value>Default: false.</value>
    public bool Strict { get; init; }

    /// <summary>Told how many headers have been read while a folder is opened.</summary>
    /// <value>Default: nobody is told.</value>
    public IProgress<DataProgress>? Progress { get; init; }

    /// <summary>Stops the opening of a folder.</summary>
    public CancellationToken Cancellation { get; init; }
}
