using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Absolute difference.</summary>
public sealed class L1Loss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public L1Loss(nn.Reduction reduction = nn.Reduction.Mean) : base(reduction)
    {
    }

    /// <summary>Computes the loss.</summary>
    /// <param name="input">Prediction, any shape.</param>
    /// <param name="target">Same shape.</param>
    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.l1_loss(input, target, reduction);
}
