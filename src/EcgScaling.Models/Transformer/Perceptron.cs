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
        return drop.call(fc2.call(Hidden(x))).MoveToOuterDisposeScope();
    }

    /// <summary>Adds the result to <paramref name="residual"/>; for where nothing is dropped from it.</summary>
    internal Tensor AddTo(Tensor residual, Tensor x)
    {
        using var scope = NewDisposeScope();
        return FusedLayers.LinearAdd(Hidden(x), fc2, residual).MoveToOuterDisposeScope();
    }

    private Tensor Hidden(Tensor x)
    {
        using var scope = NewDisposeScope();
        var hidden = FusedLayers.LinearActivation(x, fc1, _activation);
        return (training && drop.p > 0 ? drop.call(hidden) : hidden).MoveToOuterDisposeScope();
    }
}
