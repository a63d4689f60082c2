using EcgScaling.LibTorch.Native;

namespace EcgScaling.LibTorch.Cuda;

/// <summary>A CUDA device's memory. TorchSharp has no counterpart.</summary>
public static class CudaMemory
{
    /// <summary>The bytes that no process uses.</summary>
    /// <param name="device">The device's number.</param>
    /// <returns>Null where it is not known: no such device, or the layer to libtorch was compiled without CUDA's headers.</returns>
    public static long? Free(int device = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(device);
        LibTorchRuntime.EnsureLoaded();
        return ShimMethods.egs_cuda_free_memory(device) is >= 0 and var bytes ? bytes : null;
    }
}
