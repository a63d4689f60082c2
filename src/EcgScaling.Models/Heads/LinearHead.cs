using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>A linear classifier or regressor: features <c>(batch, feature)</c> in, logits <c>(batch, output)</c> out, no sigmoid.</summary>
/// <remarks>Starts as PyTorch's Linear does; state-dictionary names <c>lin.weight</c>, <c>lin.bias</c>, as in the 2020 network.</remarks>
public sealed class LinearHead : Module<Tensor, Tensor>
{
    private readonly Linear lin;

    /// <summary>Makes the head.</summary>
    /// <param name="features">Size of the features, see <see cref="EcgEncoder.FeatureSize"/>.</param>
    /// <param name="outputs">Number of logits.</param>
    public LinearHead(int features, int outputs)
        : base(nameof(LinearHead))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        lin = Linear(features, outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor features) => lin.call(features);
}
