using EcgScaling.Data.Augmentation;

namespace EcgScaling.Data.Loading;

/// <summary>How a <see cref="BatchLoader"/> walks through its exams.</summary>
public sealed record BatchLoaderOptions
{
    /// <summary>Exams a batch.</summary>
    /// <value>Default: 32.</value>
    public int BatchSize { get; init; } = 32;

    /// <summary>The seed of the order.</summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }

    /// <summary>Whether each epoch has its own random order, a function of (seed, epoch) alone.</summary>
    /// <value>Default: true.</value>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether the last, smaller batch of an epoch is left out, so that all batches have the same size.</summary>
    /// <value>Default: true; evaluation sets false. Where an epoch has fewer exams than one batch it is kept regardless.</value>
    public bool DropLast { get; init; } = true;

    /// <summary>The step to start at; the batches are those an uninterrupted run has from there on.</summary>
    /// <value>Default: 0.</value>
    public long StartStep { get; init; }

    /// <summary>The step to stop before.</summary>
    /// <value>Default: null, endless (epoch after epoch).</value>
    public long? StopStep { get; init; }

    /// <summary>Into how many parts of neighbours each batch is cut, one for each process of a data parallel run.</summary>
    /// <value>Default: 1, the whole batch. Parts differ by at most one exam.</value>
    public int Parts { get; init; } = 1;

    /// <summary>Which part is loaded.</summary>
    /// <value>Default: 0.</value>
    public int Part { get; init; }

    /// <summary>Batches prepared ahead.</summary>
    /// <value>Default: 4.</value>
    public int Prefetch { get; init; } = 4;

    /// <summary>Threads that read and prepare. The batches do not depend on it.</summary>
    /// <value>Default: 2.</value>
    public int Workers { get; init; } = 2;

    /// <summary>The labels to load, by name, in this order.</summary>
    /// <value>Default: null, all.</value>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Whether tracings are read. Without, a batch says which exams it has, with their patients and labels, for tracings that lie ready elsewhere.</summary>
    /// <value>Default: true.</value>
    public bool WithTracings { get; init; } = true;

    /// <summary>Random changes of the tracings, made by the loader's threads; a function of (seed, epoch, exam) alone.</summary>
    /// <value>Default: null, none.</value>
    public AugmentationChain? Augmentations { get; init; }

    /// <summary>Throws, listing every problem, unless the options make sense.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        Check(BatchSize >= 1, $"{nameof(BatchSize)} is {BatchSize}; at least 1.");
        Check(StartStep >= 0, $"{nameof(StartStep)} is {StartStep}; at least 0.");
        Check(StopStep is null || StopStep >= StartStep, $"{nameof(StopStep)} is {StopStep}, before {nameof(StartStep)} {StartStep}.");
        Check(Parts >= 1 && Parts <= Math.Max(1, BatchSize), $"{nameof(Parts)} is {Parts}; between 1 and {nameof(BatchSize)} {BatchSize}.");
        Check(Part >= 0 && Part < Math.Max(1, Parts), $"{nameof(Part)} is {Part}; between 0 and {Parts - 1}, one below {nameof(Parts)}.");
        Check(Prefetch >= 1, $"{nameof(Prefetch)} is {Prefetch}; at least 1.");
        Check(Workers >= 1, $"{nameof(Workers)} is {Workers}; at least 1.");
        Check(WithTracings || Augmentations is null, $"{nameof(Augmentations)} change tracings, but {nameof(WithTracings)} is false; leave one of them out.");
        SpecException.ThrowIfAny(nameof(BatchLoaderOptions), problems);

        void Check(bool holds, FormattableString problem)
        {
            if (!holds)
            {
                problems.Add(FormattableString.Invariant(problem));
            }
        }
    }
}
