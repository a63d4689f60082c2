namespace EcgScaling.Study.Running;

/// <summary>How one trial is run on this machine.</summary>
public sealed record TrialRunnerOptions
{
    /// <summary>Threads of the tensor library. The numbers of a trial repeat to the last bit at the same number only.</summary>
    /// <value>Default: 1.</value>
    public int Threads { get; init; } = 1;

    /// <summary>Threads that read batches ahead; the batches do not depend on it.</summary>
    /// <value>Default: 1.</value>
    public int LoaderThreads { get; init; } = 1;

    /// <summary>Memory of the device that a trial's tracings may take; see <see cref="Training.TrainingData.ResidentBytes"/>.</summary>
    /// <value>Default: null, half of what is free on a CUDA device.</value>
    public long? ResidentBytes { get; init; }

    /// <summary>How to start the other processes of a data-parallel trial on this machine.</summary>
    /// <value>Default: none, that is this application itself; see <see cref="WorkerHost"/>.</value>
    public WorkerCommand? Command { get; init; }
}
