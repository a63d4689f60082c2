namespace EcgScaling.Study.Running;

/// <summary>What a worker's exit code tells the engine that started it: the same on a laptop, under SLURM and in Kubernetes.</summary>
public enum WorkerExit
{
    /// <summary>Everything it was asked for is done.</summary>
    Done = 0,

    /// <summary>At least one trial failed for good; starting the worker again does not help.</summary>
    Failed = 42,

    /// <summary>The disk that holds the study is full or cannot be written; the message is on standard error.</summary>
    Storage = 74,

    /// <summary>It was asked to stop, has written a checkpoint, and wants to be started again.</summary>
    Requeue = 85,
}
