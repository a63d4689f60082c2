using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Squared difference below beta, absolute above.</summary>
public sealed class SmoothL1Loss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public SmoothL1Loss(nn.Reduction reduction = nn.Reduction.Mean, double beta = 1.0) : base(reduction) => this.beta = beta;

    /// <summary>Where the square ends.</summary>
    public double beta { get; }

    /// <summary>Computes the loss.</summary>
    /// <param name="input">Prediction, any shape.</param>
    /// <param name="target">Same shape.</param>
    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.smooth_l1_loss(input, target, reduction, beta);
}
