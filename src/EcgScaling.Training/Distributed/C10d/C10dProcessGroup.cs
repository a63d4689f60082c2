using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using EcgScaling.LibTorch.Distributed;
using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.Training.Distributed.C10d;

/// <summary>Processes joined by libtorch's c10d: Gloo or NCCL. The meeting point also carries the reason of a failure.</summary>
internal sealed class C10dProcessGroup : IProcessGroup
{
    private const string FailureKey = "failure";
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);
    private readonly ProcessWorld _world;
    private readonly ProcessGroup _group;

    private C10dProcessGroup(ProcessWorld world, Device device, ProcessGroup group) => (_world, Device, _group) = (world, device, group);

    public int Rank => _world.Rank;

    public int Size => _world.Size;

    public Device Device { get; }

    public static C10dProcessGroup Open(ProcessWorld world, Device device)
    {
        var backend = device.type == DeviceType.CUDA ? CollectiveBackend.Nccl : CollectiveBackend.Gloo;
        var prefix = string.Create(CultureInfo.InvariantCulture, $"ecgscaling/{world.Attempt}");
        try
        {
            var listens = world.Rank == 0 && !world.LauncherListens;
            return new C10dProcessGroup(world, device, ProcessGroup.Open(backend, world.MasterAddress, world.MasterPort, listens, prefix, world.Rank, world.Size, world.Timeout));
        }
        catch (ExternalException error)
        {
            throw new ProcessGroupException(
                $"Process {world.Rank} of {world.Size} did not meet the others at {world.MasterAddress}:{world.MasterPort} within {world.Timeout.TotalSeconds:0.#} s: {error.Message}. "
                + "See that all processes were started with the same WORLD_SIZE, MASTER_ADDR and MASTER_PORT, that the port is free on that machine, and that no other run uses it.",
                error);
        }
    }

    public IPendingCollective Sum(Tensor tensor) => Begin(() => _group.AllReduce(tensor));

    public IPendingCollective Broadcast(Tensor tensor, int root = 0) => Begin(() => _group.Broadcast(tensor, root));

    public Tensor Gather(Tensor tensor)
    {
        var output = empty([Size, .. tensor.shape], tensor.dtype, tensor.device);
        Begin(() => _group.AllGather(output, tensor)).Wait();
        return output;
    }

    public IDisposable ShareBatchStatistics() => _group.ShareBatchStatistics();

    public ProcessGroupException? Explain(Exception thrown) => ProcessGroup.IsCollectiveError(thrown) ? Lost(thrown) : null;

    public void Fail(string reason)
    {
        try
        {
            _group.Put(FailureKey, $"process {Rank} failed: {reason}");
            _group.Put(Farewell(Rank), "failed itself");
            _group.Leave();
            Await(Rank == 0 && !_world.LauncherListens ? Enumerable.Range(1, Size - 1) : []);
        }
        catch (ExternalException)
        {
            // The meeting point is gone too; the others see the closed connections.
        }
    }

    public void Dispose() => _group.Dispose();

    /// <summary>The meeting point ends with the process that opened it: it stays until the others have read why, or a while.</summary>
    private void Await(IEnumerable<int> others)
    {
        var waited = Stopwatch.StartNew();
        foreach (var other in others)
        {
            while (_group.TryGet(Farewell(other)) is null && waited.Elapsed < LongestFarewell)
            {
                Thread.Sleep(20);
            }
        }
    }

    private static string Farewell(int rank) => string.Create(CultureInfo.InvariantCulture, $"farewell/{rank}");

    private Pending Begin(Func<CollectiveWork> start)
    {
        try
        {
            return new Pending(this, start());
        }
        catch (ExternalException error)
        {
            throw Lost(error);
        }
    }

    private ProcessGroupException Lost(Exception error)
    {
        string? reason = null;
        try
        {
            reason = _group.TryGet(FailureKey);
            _group.Put(Farewell(Rank), "read");
        }
        catch (ExternalException)
        {
            reason ??= _world.LauncherListens ? null : "process 0, which keeps the meeting point, has ended";
        }

        return new ProcessGroupException(
            $"Process {Rank} of {Size} has lost the others: {reason ?? $"one of them ended without a word, or did not come within {_world.Timeout.TotalSeconds:0.#} s; see their logs"} "
            + $"({error.Message.Replace("[collective] ", string.Empty, StringComparison.Ordinal)}). The newest checkpoint is whole: start all processes again to go on from it.",
            error);
    }

    private sealed class Pending(C10dProcessGroup owner, CollectiveWork work) : IPendingCollective
    {
        public void Wait()
        {
            try
            {
                work.Wait();
            }
            catch (ExternalException error)
            {
                throw owner.Lost(error);
            }
        }
    }
}
