using EcgScaling.Data.Loading;

namespace EcgScaling.Training;

/// <summary>What a run trains on and what it is measured on. The trainer disposes of neither.</summary>
public sealed record TrainingData
{
    /// <summary>Where the training exams come from.</summary>
    public required IEcgDataset Dataset { get; init; }

    /// <summary>The places of the training exams in <see cref="Dataset"/>; their number is D.</summary>
    public required IReadOnlyList<int> Training { get; init; }

    /// <summary>The places of the held-out exams. Take them from a split by patient.</summary>
    /// <value>Default: none: nothing is evaluated.</value>
    public IReadOnlyList<int> HeldOut { get; init; } = [];

    /// <summary>Where the held-out exams come from.</summary>
    /// <value>Default: null, that is <see cref="Dataset"/>.</value>
    public IEcgDataset? HeldOutDataset { get; init; }

    /// <summary>Threads that read and prepare batches; the batches do not depend on it.</summary>
    /// <value>Default: 2.</value>
    public int LoaderThreads { get; init; } = 2;

    /// <summary>Batches prepared ahead.</summary>
    /// <value>Default: 4.</value>
    public int Prefetch { get; init; } = 4;

    /// <summary>
    /// Memory of the device, in bytes, that the training tracings may take (4 bytes a sample and lead). If all of them fit and the run meets each at least twice they are read once, before the
    /// first step, and each batch is gathered there; the numbers do not change. 0 reads them for each batch.
    /// </summary>
    /// <value>Default: null: half of what is free on a CUDA device, nothing on the processor, where files that were read before are in memory already.</value>
    public long? ResidentBytes { get; init; }

    internal IEcgDataset HeldOutSource => HeldOutDataset ?? Dataset;
}
