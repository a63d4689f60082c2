using EcgScaling.LibTorch.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>NVIDIA GPUs. Everything here answers "none" on a libtorch built for the CPU.</summary>
    public static class cuda
    {
        /// <summary>Whether at least one CUDA device can be used.</summary>
        public static bool is_available() => device_count() > 0;

        /// <summary>Whether cuDNN can be used.</summary>
        public static bool is_cudnn_available()
        {
            LibTorchRuntime.EnsureLoaded();
            return ShimMethods.egs_cudnn_available() == 1;
        }

        /// <summary>How many CUDA devices libtorch sees.</summary>
        public static int device_count()
        {
            LibTorchRuntime.EnsureLoaded();
            return ShimMethods.egs_cuda_device_count();
        }

        /// <summary>Seeds the current CUDA device's generator (here: of every device, as PyTorch's manual_seed does).</summary>
        public static void manual_seed(long seed) => manual_seed_all(seed);

        /// <summary>Seeds the generators of all CUDA devices; without any, nothing happens.</summary>
        public static void manual_seed_all(long seed)
        {
            for (var i = 0; i < device_count(); i++)
            {
                using var generator = Generator.DefaultOf(new Device(DeviceType.CUDA, i));
                generator.manual_seed(seed);
            }
        }

        /// <summary>Waits until all work queued on the device (null: the current one) is done.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">There is no CUDA device.</exception>
        public static void synchronize(Device? device = null)
        {
            LibTorchRuntime.EnsureLoaded();
            LibTorchRuntime.Check(ShimMethods.egs_cuda_synchronize(device?.index ?? -1));
        }
    }
}
