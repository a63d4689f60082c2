using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EcgScaling.Training.Transfer.Protocols;

public sealed class GradientFitTests
{
    private static readonly GradientPlan Plan = new() { LearningRate = 0.01, WeightDecay = 0, Epochs = 20, Patience = 2 };

    [Fact]
    public void Each_layer_moves_at_its_own_share_of_the_rate()
    {
        using var network = new TwoLayers();
        using var before = network.low.weight!.clone();
        using var above = network.high.weight!.clone();
        using var fit = new GradientFit(network, Plan with { Epochs = 1 }, name => name.StartsWith("low", StringComparison.Ordinal) ? 0.25 : 1);
        var losses = new Queue<double>([1, 0.5]);
        fit.Run(1, _ => Batch(), losses.Dequeue, (_, _) => { }, seed: 1, CancellationToken.None);

        // The first step of Adam is as long as the rate, whatever the gradient's size.
        Assert.All((network.low.weight! - before).abs().data<float>().ToArray(), step => Assert.Equal(0.0025, step, 1e-4));
        Assert.All((network.high.weight! - above).abs().data<float>().ToArray(), step => Assert.Equal(0.01, step, 1e-4));
    }

    [Fact]
    public void Training_ends_when_validation_no_longer_falls_and_the_best_epoch_is_kept()
    {
        using var network = new TwoLayers();
        using var fit = new GradientFit(network, Plan, _ => 1);
        var losses = new Queue<double>([1.0, 0.5, 0.4, 0.6, 0.41, 0.1]);
        var weights = new List<float[]>();
        var (epoch, loss) = fit.Run(
            1,
            _ => Batch(),
            () =>
            {
                weights.Add(network.low.weight!.data<float>().ToArray());
                return losses.Dequeue();
            },
            (_, _) => { },
            seed: 1,
            CancellationToken.None);

        Assert.Equal((2, 0.4), (epoch, loss));
        // Two epochs without a lower loss; the last one, which would have been lower, was not trained.
        Assert.Single(losses);
        Assert.Equal(weights[2], network.low.weight!.data<float>().ToArray());
        Assert.NotEqual(weights[4], weights[2]);
    }

    [Fact]
    public void A_start_that_training_only_worsens_is_kept()
    {
        using var network = new TwoLayers();
        var start = network.high.weight!.data<float>().ToArray();
        using var fit = new GradientFit(network, Plan, _ => 1);
        var losses = new Queue<double>([0.3, 0.5, 0.6]);
        Assert.Equal((0, 0.3), fit.Run(1, _ => Batch(), losses.Dequeue, (_, _) => { }, seed: 1, CancellationToken.None));
        Assert.Equal(start, network.high.weight!.data<float>().ToArray());
    }

    private static IEnumerable<(Tensor Inputs, Tensor Targets)> Batch()
    {
        using var scope = NewDisposeScope();
        yield return (tensor([1f, 2, -1, 0.5f], [2, 2]), tensor([1f, float.NaN], [2, 1]));
    }

    private sealed class TwoLayers : nn.Module<Tensor, Tensor>
    {
        internal readonly Linear low;
        internal readonly Linear high;

        public TwoLayers()
            : base("TwoLayers")
        {
            (low, high) = (nn.Linear(2, 2, hasBias: false), nn.Linear(2, 1, hasBias: false));
            using (no_grad())
            {
                low.weight!.copy_(tensor([0.5f, 0.2f, 0.3f, -0.4f], [2, 2]));
                high.weight!.copy_(tensor([0.7f, -0.6f], [1, 2]));
            }

            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => high.call(low.call(input));
    }
}
