using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EcgScaling.Training.Optimisation;

/// <summary>An exponential moving average of the trained weights.</summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly double _decay;
    private readonly (string Name, Parameter Value, Tensor Average)[] _items;

    public WeightAverage(double decay, IEnumerable<(string Name, Parameter Value)> trained)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        _decay = decay;
        _items = [.. trained.Select(item => (item.Name, item.Value, item.Value.detach().clone().DetachFromDisposeScope()))];
    }

    /// <summary>The averages by parameter name.</summary>
    public Dictionary<string, Tensor> Tensors() => _items.ToDictionary(item => item.Name, item => item.Average, StringComparer.Ordinal);

    /// <summary>Follows the weights by one step. Early steps follow faster, so that the start is forgotten (as in TensorFlow's num_updates rule).</summary>
    public void Follow(long step)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var decay = Math.Min(_decay, (1.0 + step) / (10.0 + step));
        foreach (var (_, value, average) in _items)
        {
            average.mul_(decay).add_(value, alpha: 1 - decay);
        }
    }

    public void Restore(IReadOnlyDictionary<string, Tensor> saved)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, _, average) in _items)
        {
            average.copy_(saved[name]);
        }
    }

    /// <summary>Exchanges weights and averages; a second call exchanges them back.</summary>
    public void Exchange()
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (_, value, average) in _items)
        {
            var weights = value.detach().clone();
            value.copy_(average);
            average.copy_(weights);
        }
    }

    public void Dispose()
    {
        foreach (var (_, _, average) in _items)
        {
            average.Dispose();
        }
    }
}
