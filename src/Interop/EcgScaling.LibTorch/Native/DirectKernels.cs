using System.Runtime.InteropServices;

namespace EcgScaling.LibTorch.Native;

/// <summary>The shim's own kernels for the CPU. ECGSCALING_KERNELS=libtorch in the environment leaves every operator to libtorch.</summary>
internal static unsafe class DirectKernels
{
    /// <summary>Whether they are used where they apply.</summary>
    internal static bool Enabled
    {
        get
        {
            LibTorchRuntime.EnsureLoaded();
            return ShimMethods.egs_direct_kernels() != 0;
        }

        set
        {
            LibTorchRuntime.EnsureLoaded();
            ShimMethods.egs_use_direct_kernels(value ? 1 : 0);
        }
    }

    /// <summary>The instruction set picked for this processor: <c>avx512</c>, <c>avx2</c> or <c>portable</c>.</summary>
    internal static string InstructionSet
    {
        get
        {
            LibTorchRuntime.EnsureLoaded();
            return Marshal.PtrToStringUTF8((nint)ShimMethods.egs_kernel_set())!;
        }
    }
}
