using System.Text;
using EcgScaling.LibTorch.Native;
using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Distributed;

/// <summary>
/// Processes that exchange tensors, by libtorch's c10d. All call the same collectives in the same order. The meeting point is c10d's TCPStore,
/// which Python's torch.distributed speaks too.
/// </summary>
/// <remarks>Not thread-safe, but for <see cref="Put"/> and <see cref="TryGet"/>. TorchSharp has no counterpart.</remarks>
public sealed class ProcessGroup : IDisposable
{
    private const int LongestValue = 64 * 1024;

    [ThreadStatic]
    private static ProcessGroup? t_batchStatistics;

    private nint _handle;

    private ProcessGroup(nint handle, int rank, int size) => (_handle, Rank, Size) = (handle, rank, size);

    /// <summary>This process's number.</summary>
    public int Rank { get; }

    /// <summary>The number of processes.</summary>
    public int Size { get; }

    /// <summary>The group by whose statistics batch normalisation on this thread goes, or null.</summary>
    internal static ProcessGroup? OfBatchStatistics => t_batchStatistics;

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    /// <summary>Whether the layer was compiled with a backend: libtorch must have it, and the headers be at hand (Debian: libgloo-dev).</summary>
    public static bool IsAvailable(CollectiveBackend backend)
    {
        LibTorchRuntime.EnsureLoaded();
        return (ShimMethods.egs_group_backends() & (int)backend) != 0;
    }

    /// <summary>Meets the other processes.</summary>
    /// <param name="backend">What carries the collectives.</param>
    /// <param name="host">Where they meet: name or address of process 0's machine.</param>
    /// <param name="port">The port there.</param>
    /// <param name="listen">Whether this process opens the meeting point; one does.</param>
    /// <param name="prefix">Goes before all keys, so that groups that follow one another at a meeting point do not meet.</param>
    /// <param name="rank">This process's number, from 0.</param>
    /// <param name="size">The number of processes.</param>
    /// <param name="timeout">The longest wait, here and in every collective.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">They did not meet, or there is no such backend.</exception>
    public static ProcessGroup Open(CollectiveBackend backend, string host, int port, bool listen, string prefix, int rank, int size, TimeSpan timeout)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        ArgumentNullException.ThrowIfNull(prefix);
        LibTorchRuntime.EnsureLoaded();
        var handle = ShimMethods.egs_group_open((int)backend, host, port, listen ? 1 : 0, prefix, rank, size, (long)timeout.TotalMilliseconds);
        return new ProcessGroup(LibTorchRuntime.CheckHandle(handle), rank, size);
    }

    /// <summary>Whether an error that an operator threw, or its gradient, comes from an exchange between processes inside it.</summary>
    public static bool IsCollectiveError(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error is System.Runtime.InteropServices.ExternalException && error.Message.Contains("[collective]", StringComparison.Ordinal);
    }

    /// <summary>Begins to sum a tensor over the processes, in place.</summary>
    /// <param name="tensor">Contiguous; of the same shape everywhere.</param>
    public CollectiveWork AllReduce(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return Begin(ShimMethods.egs_group_all_reduce(Handle, tensor.Handle), tensor);
    }

    /// <summary>Begins to give all processes one's tensor, in place.</summary>
    /// <param name="tensor">Contiguous; of the same shape everywhere.</param>
    /// <param name="root">Whose.</param>
    public CollectiveWork Broadcast(Tensor tensor, int root = 0)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return Begin(ShimMethods.egs_group_broadcast(Handle, tensor.Handle, root), tensor);
    }

    /// <summary>Begins to collect the tensors of all processes.</summary>
    /// <param name="output"><c>(process, ...)</c>, contiguous.</param>
    /// <param name="input"><c>(...)</c>, contiguous; of the same shape everywhere.</param>
    public CollectiveWork AllGather(Tensor output, Tensor input)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(input);
        var work = Begin(ShimMethods.egs_group_all_gather(Handle, output.Handle, input.Handle), output);
        GC.KeepAlive(input);
        return work;
    }

    /// <summary>Leaves a short text at the meeting point.</summary>
    public unsafe void Put(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var bytes = Encoding.UTF8.GetBytes(value);
        fixed (byte* first = bytes)
        {
            LibTorchRuntime.Check(ShimMethods.egs_group_put(Handle, key, first, Math.Min(bytes.Length, LongestValue)));
        }
    }

    /// <summary>What was left at the meeting point, or null.</summary>
    public unsafe string? TryGet(string key)
    {
        var bytes = new byte[LongestValue];
        fixed (byte* first = bytes)
        {
            var length = LibTorchRuntime.Check(ShimMethods.egs_group_get(Handle, key, first, bytes.Length));
            return length == 0 ? null : Encoding.UTF8.GetString(bytes, 0, Math.Min(length, bytes.Length));
        }
    }

    /// <summary>
    /// Until disposed, batch normalisation in training on this thread goes by the statistics of all processes together, forward and backward.
    /// </summary>
    public IDisposable ShareBatchStatistics()
    {
        var before = t_batchStatistics;
        t_batchStatistics = this;
        return new StatisticsScope(before);
    }

    /// <summary>Leaves the collectives but stays at the meeting point, so that others can still read there why.</summary>
    public void Leave() => LibTorchRuntime.Check(ShimMethods.egs_group_leave(Handle));

    /// <summary>Leaves. Others that still wait for this process get an error.</summary>
    public void Dispose()
    {
        if (_handle != 0)
        {
            ShimMethods.egs_group_close(_handle);
            _handle = 0;
        }
    }

    internal Tensor BatchNorm(Tensor input, Tensor? weight, Tensor? bias, Tensor? mean, Tensor? variance, double momentum, double eps)
    {
        var result = LibTorchRuntime.CheckHandle(ShimMethods.egs_group_batch_norm(
            Handle, input.Handle, weight?.Handle ?? 0, bias?.Handle ?? 0, mean?.Handle ?? 0, variance?.Handle ?? 0, momentum, eps));
        GC.KeepAlive(input);
        return new Tensor(result);
    }

    private static CollectiveWork Begin(nint handle, Tensor tensor)
    {
        var work = new CollectiveWork(LibTorchRuntime.CheckHandle(handle));
        GC.KeepAlive(tensor);
        return work;
    }

    private sealed class StatisticsScope(ProcessGroup? before) : IDisposable
    {
        public void Dispose() => t_batchStatistics = before;
    }
}
