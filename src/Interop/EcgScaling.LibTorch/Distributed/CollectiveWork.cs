using EcgScaling.LibTorch.Native;

namespace EcgScaling.LibTorch.Distributed;

/// <summary>A collective under way. Its tensors stay alive until it ends.</summary>
public sealed class CollectiveWork : IDisposable
{
    private nint _handle;

    internal CollectiveWork(nint handle) => _handle = handle;

    /// <summary>Drops what nobody waited for.</summary>
    ~CollectiveWork() => Drop();

    /// <summary>Waits for the end; with NCCL, for its place in the device's queue. Once only.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">Another process ended, failed, or did not come in time.</exception>
    public void Wait()
    {
        ObjectDisposedException.ThrowIf(_handle == 0, this);
        var handle = _handle;
        _handle = 0;
        GC.SuppressFinalize(this);
        LibTorchRuntime.Check(ShimMethods.egs_work_wait(handle));
    }

    /// <summary>Gives up waiting.</summary>
    public void Dispose()
    {
        Drop();
        GC.SuppressFinalize(this);
    }

    private void Drop()
    {
        if (_handle != 0)
        {
            ShimMethods.egs_work_drop(_handle);
            _handle = 0;
        }
    }
}
