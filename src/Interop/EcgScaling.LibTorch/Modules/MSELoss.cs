using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Squared difference.</summary>
public sealed class MSELoss : Loss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public MSELoss(nn.Reduction reduction = nn.Reduction.Mean) : base(reduction)
    {
    }

    /// <summary>Computes the loss.</summary>
    /// <param name="input">Prediction, any shape.</param>
    /// <param name="target">Same shape.</param>
    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.mse_loss(input, target, reduction);
}
