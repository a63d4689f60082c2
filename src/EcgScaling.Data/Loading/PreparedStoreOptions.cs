namespace EcgScaling.Data.Loading;

/// <summary>How a prepared store is built.</summary>
public sealed record PreparedStoreOptions
{
    /// <summary>How values are kept.</summary>
    /// <value>Default: 16-bit floats.</value>
    public StoredElement Element { get; init; } = StoredElement.Half16;

    /// <summary>Threads that read and prepare. What is stored does not depend on it.</summary>
    /// <value>Default: the number of processors.</value>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether the first exam that cannot be prepared stops the build instead of going to the quarantine.</summary>
    /// <value>Default: false.</value>
    public bool Strict { get; init; }
}
