using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>The two-layer perceptron of a block.</summary>
internal sealed class Perceptron : Module<Tensor, Tensor>
{
    private readonly ActivationKind _activation;
    private readonly Linear fc1;
    private readonly Linear fc2;
    private readonly Dropout drop;

    internal Perceptron(int width, int hidden, ActivationKind activation, double dropout)
        : base(nameof(Perceptron))
    {
        _activation = activation;
        fc1 = Linear(width, hidden);
        fc2 = Linear(hidden, width);
        drop = Dropout(dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var hidden = drop.call(Activations.ApplyInPlace(fc1.call(x), _activation));
        return drop.call(fc2.call(hidden)).MoveToOuterDisposeScope();
    }
}
