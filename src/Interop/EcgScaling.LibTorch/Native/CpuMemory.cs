namespace EcgScaling.LibTorch.Native;

/// <summary>The memory of CPU tensors, and what the shim keeps of it for the next tensors (ECGSCALING_TORCH_CACHE=0: nothing; a number: at most so many MiB).</summary>
internal static unsafe class CpuMemory
{
    /// <summary>Bytes of large tensors in use, bytes kept, the most that was in use, and how many requests were met from what was kept or not.</summary>
    internal static (long InUse, long Kept, long Peak, long Hits, long Misses) Statistics()
    {
        LibTorchRuntime.EnsureLoaded();
        var values = stackalloc long[5];
        ShimMethods.egs_cache_statistics(values);
        return (values[0], values[1], values[2], values[3], values[4]);
    }

    /// <summary>Gives everything kept back to the system, e.g. between two models.</summary>
    internal static void Trim()
    {
        LibTorchRuntime.EnsureLoaded();
        LibTorchRuntime.Check(ShimMethods.egs_trim_cache());
    }
}
