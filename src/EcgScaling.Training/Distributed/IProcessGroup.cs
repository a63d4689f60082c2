using static TorchSharp.torch;

namespace EcgScaling.Training.Distributed;

/// <summary>
/// Processes that train one network together. All make the same calls in the same order; a call that another process does not answer ends with
/// <see cref="ProcessGroupException"/>, at the latest after the group's timeout.
/// </summary>
/// <remarks><see cref="ProcessGroups.Join"/> gives one. Implement it to train over another means of communication.</remarks>
public interface IProcessGroup : IDisposable
{
    /// <summary>This process's number, from 0. Number 0 writes the run folder.</summary>
    int Rank { get; }

    /// <summary>The number of processes.</summary>
    int Size { get; }

    /// <summary>Where the tensors that are exchanged lie: the CPU, or this process's CUDA device.</summary>
    Device Device { get; }

    /// <summary>Begins to add up a tensor over the processes, in place.</summary>
    /// <param name="tensor">Contiguous, float32, float64 or int64; of the same shape in each process.</param>
    IPendingCollective Sum(Tensor tensor);

    /// <summary>Begins to give every process one's tensor, in place.</summary>
    /// <param name="tensor">Contiguous; of the same shape in each process.</param>
    /// <param name="root">Whose.</param>
    IPendingCollective Broadcast(Tensor tensor, int root = 0);

    /// <summary>The tensors of all processes, <c>(process, ...)</c>, without gradients.</summary>
    /// <param name="tensor">Contiguous, <c>(...)</c>; of the same shape in each process.</param>
    Tensor Gather(Tensor tensor);

    /// <summary>Until disposed, batch normalisation on this thread goes by the statistics of all processes together, forward and backward.</summary>
    IDisposable ShareBatchStatistics();

    /// <summary>What an error means when it was thrown by an exchange hidden in a layer or its gradient; null when it has nothing to do with the others.</summary>
    ProcessGroupException? Explain(Exception thrown);

    /// <summary>Tells the others that this process cannot go on: whatever they wait for ends with an error that names the reason.</summary>
    void Fail(string reason);
}
