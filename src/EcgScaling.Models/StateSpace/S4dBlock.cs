using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>x + gate(linear(act(s4d(norm(x))))), over <c>(batch, time, channel)</c>.</summary>
internal sealed class S4dBlock : Module<Tensor, Tensor>
{
    private readonly ActivationKind _activation;
    private readonly LayerNorm norm;
    private readonly S4dConvolution s4d;
    private readonly Linear output_linear;
    private readonly Dropout drop;

    internal S4dBlock(S4dConfig config)
        : base(nameof(S4dBlock))
    {
        _activation = config.Activation;
        norm = LayerNorm(config.Width);
        s4d = new S4dConvolution(config);
        output_linear = Linear(config.Width, 2L * config.Width);
        drop = Dropout(config.Dropout);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();

        // The linear layer needs a contiguous signal; so copied here, the activation has one as well.
        var y = Activations.ApplyInPlace(s4d.call(norm.call(x).transpose(1, 2)).transpose(1, 2).contiguous(), _activation);
        var parts = output_linear.call(drop.call(y)).chunk(2, 2);
        return (x + drop.call(parts[0] * parts[1].sigmoid())).MoveToOuterDisposeScope();
    }
}
