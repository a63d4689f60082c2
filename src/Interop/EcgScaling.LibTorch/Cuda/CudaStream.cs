using EcgScaling.LibTorch.Native;

namespace EcgScaling.LibTorch.Cuda;

/// <summary>A queue of work on a CUDA device, from libtorch's pool. What different streams hold may run at the same time. TorchSharp has no counterpart.</summary>
public sealed class CudaStream : IDisposable
{
    private nint _handle;

    /// <summary>Takes a stream of the pool.</summary>
    /// <param name="device">The device's number.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">This libtorch has no CUDA, or there is no such device.</exception>
    public CudaStream(int device = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(device);
        LibTorchRuntime.EnsureLoaded();
        _handle = LibTorchRuntime.CheckHandle(ShimMethods.egs_cuda_new_stream(device));
    }

    private CudaStream(nint handle) => _handle = handle;

    /// <summary>Gives the stream back.</summary>
    ~CudaStream() => Free();

    /// <summary>Sends what this thread computes to the stream until disposed. Leave it on the thread that entered it.</summary>
    public IDisposable Enter() => new Scope(this);

    /// <summary>What this thread's current stream is given from now on begins when this one has done what it was given so far. The processor does not wait.</summary>
    public void HoldCurrent()
    {
        LibTorchRuntime.Check(ShimMethods.egs_cuda_wait_stream(Handle));
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private nint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(CudaStream));

    private static CudaStream Exchange(CudaStream next)
    {
        var before = LibTorchRuntime.CheckHandle(ShimMethods.egs_cuda_exchange_stream(next.Handle));
        GC.KeepAlive(next);
        return new CudaStream(before);
    }

    private void Free()
    {
        ShimMethods.egs_cuda_free_stream(_handle);
        _handle = 0;
    }

    private sealed class Scope(CudaStream stream) : IDisposable
    {
        private readonly int _thread = Environment.CurrentManagedThreadId;
        private readonly CudaStream _before = Exchange(stream);
        private bool _left;

        public void Dispose()
        {
            if (_left)
            {
                return;
            }

            if (_thread != Environment.CurrentManagedThreadId)
            {
                throw new InvalidOperationException("The current stream belongs to the thread it was entered on: do not await inside it.");
            }

            _left = true;
            Exchange(_before).Dispose();
            _before.Dispose();
        }
    }
}
