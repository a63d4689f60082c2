using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>The projector of contrastive learning: linear, ReLU, linear; features <c>(batch, feature)</c> in, <c>(batch, output)</c> out.</summary>
public sealed class ProjectorHead : Module<Tensor, Tensor>
{
    private readonly Linear fc1;
    private readonly Linear fc2;

    /// <summary>Makes the projector.</summary>
    /// <param name="features">Size of the features.</param>
    /// <param name="hidden">Size of the hidden layer.</param>
    /// <param name="outputs">Size of the projection.</param>
    public ProjectorHead(int features, int hidden, int outputs)
        : base(nameof(ProjectorHead))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hidden, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        fc1 = Linear(features, hidden);
        fc2 = Linear(hidden, outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor features)
    {
        using var scope = NewDisposeScope();
        return fc2.call(functional.relu(fc1.call(features), inplace: true)).MoveToOuterDisposeScope();
    }
}
