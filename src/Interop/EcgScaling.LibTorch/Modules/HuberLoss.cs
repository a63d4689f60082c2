using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Half the squared difference below delta, linear above.</summary>
public sealed class HuberLoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public HuberLoss(double delta = 1.0, nn.Reduction reduction = nn.Reduction.Mean) : base(reduction) => this.delta = delta;

    /// <summary>Where the square ends.</summary>
    public double delta { get; }

    /// <summary>Computes the loss.</summary>
    /// <param name="input">Prediction, any shape.</param>
    /// <param name="target">Same shape.</param>
    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.huber_loss(input, target, delta, reduction);
}
