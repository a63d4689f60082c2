using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EcgScaling.Training.Optimisation;

/// <summary>The optimiser of a run over its two parameter groups, with its state by name.</summary>
internal sealed class WeightUpdate : IDisposable
{
    private readonly OptimizerConfig _config;
    private readonly OptimizerHelper _optimizer;
    private readonly int _decayed;

    public WeightUpdate(OptimizerConfig config, nn.Module network)
    {
        var (decayed, others) = DecayGroups.Of(network);
        if (decayed.Length + others.Length == 0)
        {
            throw new ArgumentException("The network has no parameter that requires a gradient; nothing can be trained.", nameof(network));
        }

        (_config, _decayed) = (config, decayed.Length);
        Trained = [.. decayed, .. others];
        // An empty group would shift the state's order against the parameters.
        var groups = new[] { (Members: decayed, Decay: config.WeightDecay), (Members: others, Decay: 0.0) }.Where(group => group.Members.Length > 0);
        _optimizer = config.Kind switch
        {
            OptimizerKind.AdamW => optim.AdamW(groups.Select(group => new AdamW.ParamGroup(
                group.Members.Select(item => item.Value), 1, config.Beta1, config.Beta2, config.Epsilon, group.Decay))),
            OptimizerKind.Adam => optim.Adam(groups.Select(group => new Adam.ParamGroup(
                group.Members.Select(item => item.Value), 1, config.Beta1, config.Beta2, config.Epsilon, group.Decay))),
            _ => optim.SGD(
                groups.Select(group => new SGD.ParamGroup(
                    group.Members.Select(item => item.Value), 1, config.Momentum, 0, group.Decay, config.Nesterov)),
                1),
        };
    }

    /// <summary>The trained parameters in the optimiser's order.</summary>
    public IReadOnlyList<(string Name, Parameter Value)> Trained { get; }

    public void ClearGradients() => _optimizer.zero_grad();

    public void Apply(double learningRate)
    {
        foreach (var group in _optimizer.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        _optimizer.step();
    }

    /// <summary>Its groups, where the optimiser is Adam or AdamW; else none. Who updates them counts the steps.</summary>
    public IReadOnlyList<AdamTensors> AdamGroups()
    {
        if (_config.Kind is not (OptimizerKind.AdamW or OptimizerKind.Adam))
        {
            return [];
        }

        var states = _optimizer.state_dict().State.Select(state => TensorsOf(state).Select(item => item.Value).ToArray()).ToArray();
        AdamTensors Group(Range members, double decay) => new(
            [.. Trained.Take(members).Select(item => (Tensor)item.Value)], [.. states[members].Select(state => state[0])], [.. states[members].Select(state => state[1])], decay);
        return [.. new[] { Group(.._decayed, _config.WeightDecay), Group(_decayed.., 0) }.Where(group => group.Parameters.Length > 0)];
    }

    /// <summary>Tells Adam how many updates there were, where somebody else made them.</summary>
    public void CountSteps(long steps)
    {
        foreach (var state in _optimizer.state_dict().State)
        {
            switch (state)
            {
                case AdamW.State adamW:
                    adamW.step = steps;
                    break;
                case Adam.State adam:
                    adam.step = steps;
                    break;
            }
        }
    }

    /// <summary>The state's tensors, named <c>parameter/value</c>; they are the optimiser's own.</summary>
    public Dictionary<string, Tensor> StateTensors()
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var states = _optimizer.state_dict().State;
        for (var i = 0; i < states.Count; i++)
        {
            foreach (var (name, value) in TensorsOf(states[i]))
            {
                tensors[$"{Trained[i].Name}/{name}"] = value;
            }
        }

        return tensors;
    }

    /// <summary>Puts a saved state in place.</summary>
    /// <param name="saved">What <see cref="StateTensors"/> gave.</param>
    /// <param name="steps">Updates made so far.</param>
    public void Restore(IReadOnlyDictionary<string, Tensor> saved, long steps)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        CountSteps(steps);
        var states = _optimizer.state_dict().State;
        for (var i = 0; i < states.Count; i++)
        {
            if (states[i] is SGD.State sgd && saved.TryGetValue($"{Trained[i].Name}/momentum_buffer", out var buffer))
            {
                sgd.momentum_buffer?.Dispose();
                sgd.momentum_buffer = buffer.to(Trained[i].Value.device).clone().DetachFromDisposeScope();
                continue;
            }

            foreach (var (name, value) in TensorsOf(states[i]))
            {
                value.copy_(saved[$"{Trained[i].Name}/{name}"]);
            }
        }
    }

    public void Dispose() => _optimizer.Dispose();

    private IEnumerable<(string Name, Tensor Value)> TensorsOf(OptimizerState state) => state switch
    {
        AdamW.State adamW => [("exp_avg", adamW.exp_avg), ("exp_avg_sq", adamW.exp_avg_sq)],
        Adam.State adam => [("exp_avg", adam.exp_avg), ("exp_avg_sq", adam.exp_avg_sq)],
        SGD.State sgd => sgd.momentum_buffer is { } buffer ? [("momentum_buffer", buffer)] : [],
        _ => throw new NotSupportedException($"The state of {_config.Kind} is not known."),
    };
}
