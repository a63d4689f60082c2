using EcgScaling.Training.Optimisation;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Training.Transfer.Protocols;

/// <summary>Trains a network on multi-label cross-entropy with early stopping, each parameter at its own share of the learning rate.</summary>
internal sealed class GradientFit : IDisposable
{
    private readonly Module<Tensor, Tensor> _network;
    private readonly GradientPlan _plan;
    private readonly OptimizerHelper _optimizer;
    private readonly double[] _shares;

    /// <param name="network">The network, from inputs to logits.</param>
    /// <param name="plan">How to train.</param>
    /// <param name="share">The part of the learning rate that a parameter gets, by its name.</param>
    public GradientFit(Module<Tensor, Tensor> network, GradientPlan plan, Func<string, double> share)
    {
        (_network, _plan) = (network, plan);
        var groups = network.named_parameters().Where(item => item.Item2.requires_grad)
            .GroupBy(item => (Share: share(item.Item1), Decays: DecayGroups.Decays(item.Item1, item.Item2))).ToArray();
        _shares = [.. groups.Select(group => group.Key.Share)];
        _optimizer = optim.AdamW(groups.Select(group => new AdamW.ParamGroup(group.Select(item => item.Item2), 1, 0.9, 0.999, 1e-8, group.Key.Decays ? plan.WeightDecay : 0)));
    }

    /// <summary>Trains; afterwards the network has the weights of the best epoch.</summary>
    /// <param name="steps">Steps of an epoch.</param>
    /// <param name="epoch">The batches of an epoch: inputs and targets, freed by the caller's scope.</param>
    /// <param name="validate">The validation loss of the network as it is.</param>
    /// <param name="report">Told after each epoch.</param>
    /// <param name="seed">Seeds torch's generator, for dropout.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <returns>The epoch whose weights were kept, and its validation loss.</returns>
    public (int Epoch, double Loss) Run(
        long steps, Func<int, IEnumerable<(Tensor Inputs, Tensor Targets)>> epoch, Func<double> validate, Action<int, double> report, ulong seed, CancellationToken cancellation)
    {
        using var kept = new WeightCopy(_network);
        var (best, lowest, step) = (0, validate(), 0L);
        kept.Take();
        for (var number = 1; number <= _plan.Epochs && number - best <= _plan.Patience; number++)
        {
            manual_seed(unchecked((long)new RandomStream(seed, "transfer/torch", number).NextUInt64()));
            _network.train();
            foreach (var (inputs, targets) in epoch(number))
            {
                cancellation.ThrowIfCancellationRequested();
                Step(inputs, targets, RateAt(step++, steps));
            }

            var loss = validate();
            report(number, loss);
            if (loss < lowest)
            {
                (best, lowest) = (number, loss);
                kept.Take();
            }
        }

        kept.PutBack();
        _network.eval();
        return (best, lowest);
    }

    public void Dispose() => _optimizer.Dispose();

    private double RateAt(long step, long steps)
    {
        var total = steps * _plan.Epochs;
        return _plan.LearningRate * (step < steps ? (step + 1.0) / steps : 0.5 * (1 + Math.Cos(Math.PI * (step - steps) / Math.Max(1, total - steps))));
    }

    private void Step(Tensor inputs, Tensor targets, double rate)
    {
        using var scope = NewDisposeScope();
        foreach (var (group, share) in _optimizer.ParamGroups.Zip(_shares))
        {
            group.LearningRate = rate * share;
        }

        _optimizer.zero_grad();
        var known = targets.isnan().logical_not();
        var losses = functional.binary_cross_entropy_with_logits(_network.call(inputs), where(known, targets, zeros_like(targets)), null, Reduction.None, null);
        var counts = known.to(losses.dtype);
        ((losses * counts).sum() / counts.sum().clamp_min(1)).backward();
        nn.utils.clip_grad_norm_(_network.parameters(), 1);
        _optimizer.step();
    }

    /// <summary>A copy of weights and buffers beside the network.</summary>
    private sealed class WeightCopy(Module network) : IDisposable
    {
        private Dictionary<string, Tensor> _copies = [];

        public void Take()
        {
            using var quiet = no_grad();
            Dispose();
            _copies = network.state_dict().ToDictionary(item => item.Key, item => item.Value.clone().DetachFromDisposeScope());
        }

        public void PutBack()
        {
            using var quiet = no_grad();
            foreach (var (name, value) in network.state_dict())
            {
                value.copy_(_copies[name]);
            }
        }

        public void Dispose()
        {
            foreach (var copy in _copies.Values)
            {
                copy.Dispose();
            }
        }
    }
}
