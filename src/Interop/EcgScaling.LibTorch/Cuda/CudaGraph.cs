using EcgScaling.LibTorch.Native;

namespace EcgScaling.LibTorch.Cuda;

/// <summary>
/// Work on a CUDA device that was recorded once and is run again as a whole: small networks spend more time in starting kernels than in computing, and a graph starts all of them
/// at once. It reads and writes the tensors it was recorded with. TorchSharp has no counterpart.
/// </summary>
/// <remarks>
/// Recorded work may not wait for the device (<c>item</c>, <c>cpu</c>), read pageable memory or change its shapes. What it draws from torch's default generator follows that
/// generator's seed at each replay, as the same work does when it is not recorded.
/// </remarks>
public sealed class CudaGraph : IDisposable
{
    private nint _handle;
    private bool _recorded;

    /// <summary>Makes an empty graph.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The layer to libtorch was compiled without CUDA graphs.</exception>
    public CudaGraph()
    {
        LibTorchRuntime.EnsureLoaded();
        _handle = LibTorchRuntime.CheckHandle(ShimMethods.egs_cuda_new_graph());
    }

    /// <summary>Frees the graph and its memory.</summary>
    ~CudaGraph() => Free();

    /// <summary>Whether the layer to libtorch was compiled with graphs: libtorch has CUDA, and its headers were there.</summary>
    public static bool IsAvailable
    {
        get
        {
            LibTorchRuntime.EnsureLoaded();
            return ShimMethods.egs_cuda_has_graphs() != 0;
        }
    }

    /// <summary>Records work without running it. Once; on a stream other than the default one (<see cref="CudaStream.Enter"/>).</summary>
    /// <exception cref="InvalidOperationException">The graph is recorded already.</exception>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The work did something that cannot be recorded.</exception>
    public void Record(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (_recorded)
        {
            throw new InvalidOperationException("A graph is recorded once; make another for other work.");
        }

        LibTorchRuntime.Check(ShimMethods.egs_cuda_begin_graph(Handle));
        try
        {
            work();
        }
        catch
        {
            // Recording must end whatever happened, and what happened is what the caller has to know.
            _ = ShimMethods.egs_cuda_end_graph(Handle);
            throw;
        }

        LibTorchRuntime.Check(ShimMethods.egs_cuda_end_graph(Handle));
        _recorded = true;
    }

    /// <summary>Runs the recorded work on the current stream. The processor does not wait.</summary>
    /// <exception cref="InvalidOperationException">Nothing is recorded.</exception>
    public void Replay()
    {
        if (!_recorded)
        {
            throw new InvalidOperationException("Record the work first.");
        }

        LibTorchRuntime.Check(ShimMethods.egs_cuda_replay_graph(Handle));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private nint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(CudaGraph));

    private void Free()
    {
        ShimMethods.egs_cuda_free_graph(_handle);
        _handle = 0;
    }
}
