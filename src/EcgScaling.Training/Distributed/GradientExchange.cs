using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EcgScaling.Training.Distributed;

/// <summary>
/// Adds up gradients over the processes. They travel in buckets: while one is under way the next is filled. The loss and whether somebody was asked
/// to stop travel with them, so that all processes decide alike without another exchange.
/// </summary>
internal sealed class GradientExchange
{
    // As in PyTorch's DistributedDataParallel: large enough for the bandwidth, small enough to overlap.
    private const long BucketValues = 25L * 1024 * 1024 / sizeof(float);
    private readonly IProcessGroup _group;
    private readonly Parameter[][] _buckets;
    private readonly Tensor[] _statistics;

    /// <summary>Makes the buckets.</summary>
    /// <param name="group">The processes.</param>
    /// <param name="trained">The parameters, in the same order in each process.</param>
    /// <param name="statistics">Running statistics that each process keeps on its own and that are averaged.</param>
    public GradientExchange(IProcessGroup group, IEnumerable<Parameter> trained, IEnumerable<Tensor> statistics)
    {
        (_group, _statistics) = (group, [.. statistics]);
        var buckets = new List<List<Parameter>>();
        var room = 0L;
        // The last layers' gradients are ready first; PyTorch orders its buckets so too.
        foreach (var parameter in trained.Reverse())
        {
            if (room < parameter.numel() || buckets.Count == 0)
            {
                buckets.Add([]);
                room = BucketValues;
            }

            buckets[^1].Add(parameter);
            room -= parameter.numel();
        }

        _buckets = [.. buckets.Select(bucket => bucket.ToArray())];
    }

    /// <summary>Adds up the gradients and the values given with them.</summary>
    public double[] Sum(params double[] values)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var control = tensor(values, [values.Length], device: _group.Device);
        var pending = new List<IPendingCollective> { _group.Sum(control) };
        var flats = new List<Tensor>();
        foreach (var bucket in _buckets)
        {
            flats.Add(cat([.. bucket.Select(parameter => (parameter.grad ?? zeros_like(parameter)).flatten())], 0));
            pending.Add(_group.Sum(flats[^1]));
        }

        var statistics = _statistics.Length == 0 ? null : cat([.. _statistics.Select(item => item.flatten())], 0) / _group.Size;
        if (statistics is not null)
        {
            pending.Add(_group.Sum(statistics));
        }

        foreach (var collective in pending)
        {
            collective.Wait();
        }

        for (var i = 0; i < _buckets.Length; i++)
        {
            Scatter(flats[i], _buckets[i].Select(parameter => (parameter.grad, parameter.numel())));
        }

        if (statistics is not null)
        {
            Scatter(statistics, _statistics.Select(item => ((Tensor?)item, item.numel())));
        }

        return control.cpu().data<double>().ToArray();
    }

    /// <summary>Copies neighbouring stretches into tensors; a parameter that the loss does not reach has no gradient in any process.</summary>
    private static void Scatter(Tensor flat, IEnumerable<(Tensor? Target, long Count)> targets)
    {
        var place = 0L;
        foreach (var (target, count) in targets)
        {
            target?.copy_(flat.narrow(0, place, count).view(target.shape));
            place += count;
        }
    }
}
