namespace EcgScaling.LibTorch.Distributed;

/// <summary>What carries collectives.</summary>
public enum CollectiveBackend
{
    /// <summary>Gloo: tensors on the CPU, over TCP.</summary>
    Gloo = 1,

    /// <summary>NCCL: tensors on CUDA devices, one for each process.</summary>
    Nccl = 2,
}
