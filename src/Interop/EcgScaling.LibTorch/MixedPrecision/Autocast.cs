using EcgScaling.LibTorch.Native;
using TorchSharp;

namespace EcgScaling.LibTorch.MixedPrecision;

/// <summary>
/// libtorch's autocast to bfloat16: products (convolutions, linear layers, attention) read their arguments as bfloat16, whatever needs the
/// range stays in float32, weights and gradients stay float32. TorchSharp has no counterpart.
/// </summary>
public static class Autocast
{
    /// <summary>Casts on this thread until disposed. Leave it before <c>backward()</c>: gradients follow the types of the forward pass.</summary>
    /// <param name="device">The CPU or CUDA.</param>
    public static IDisposable ToBFloat16(DeviceType device)
    {
        LibTorchRuntime.EnsureLoaded();
        return new Scope(device, LibTorchRuntime.Check(ShimMethods.egs_autocast_enter((int)device, 1)));
    }

    /// <summary>Casts nothing on this thread until disposed, inside a scope of <see cref="ToBFloat16"/>.</summary>
    /// <param name="device">The CPU or CUDA.</param>
    public static IDisposable Off(DeviceType device)
    {
        LibTorchRuntime.EnsureLoaded();
        return new Scope(device, LibTorchRuntime.Check(ShimMethods.egs_autocast_enter((int)device, 0)));
    }

    private sealed class Scope(DeviceType device, int before) : IDisposable
    {
        private readonly int _thread = Environment.CurrentManagedThreadId;
        private bool _left;

        public void Dispose()
        {
            if (_left)
            {
                return;
            }

            if (_thread != Environment.CurrentManagedThreadId)
            {
                throw new InvalidOperationException("Autocast belongs to the thread it was entered on: do not await inside it.");
            }

            _left = true;
            LibTorchRuntime.Check(ShimMethods.egs_autocast_leave((int)device, before));
        }
    }
}
