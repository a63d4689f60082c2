namespace EcgScaling.Training.Distributed;

/// <summary>By whose statistics batch normalisation goes when several processes train together.</summary>
public enum BatchStatistics
{
    /// <summary>Those of the whole batch, over all processes: the result does not depend on their number. Two small exchanges per layer.</summary>
    Shared,

    /// <summary>Those of each process's part, as PyTorch's DistributedDataParallel does by default; running statistics are averaged after each step.</summary>
    PerProcess,
}
