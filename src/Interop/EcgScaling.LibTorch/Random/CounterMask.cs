using EcgScaling.LibTorch.Native;

namespace EcgScaling.LibTorch.Random;

/// <summary>Where dropout masks come from, and the bits of those from a counter. ECGSCALING_DROPOUT=libtorch or counter in the environment overrides the choice.</summary>
internal static unsafe class CounterMask
{
    /// <summary>1 the counter, 0 libtorch's Mersenne twister, -1 the counter where the kernels of our own are used.</summary>
    internal static int Source
    {
        get
        {
            LibTorchRuntime.EnsureLoaded();
            return ShimMethods.egs_dropout_source();
        }

        set
        {
            LibTorchRuntime.EnsureLoaded();
            ShimMethods.egs_use_dropout_source(value);
        }
    }

    /// <summary>Elements of the mask of a key: 1 is kept.</summary>
    internal static byte[] Kept(ulong key, long first, int count, double keep)
    {
        LibTorchRuntime.EnsureLoaded();
        var kept = new byte[count];
        fixed (byte* to = kept)
        {
            ShimMethods.egs_mask_of_key(key, first, count, keep, to);
        }

        return kept;
    }

    /// <summary>The four words of one block of Philox 4x32-10.</summary>
    internal static uint[] Block(uint[] counter, ulong key)
    {
        LibTorchRuntime.EnsureLoaded();
        var words = new uint[4];
        fixed (uint* from = counter, to = words)
        {
            ShimMethods.egs_philox(from, key, to);
        }

        return words;
    }
}
