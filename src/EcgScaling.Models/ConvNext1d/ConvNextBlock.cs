using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>x + gamma * pwconv2(act(pwconv1(norm(dwconv(x))))), over <c>(batch, channel, time)</c>.</summary>
internal sealed class ConvNextBlock : Module<Tensor, Tensor>
{
    private readonly ActivationKind _activation;
    private readonly double _dropPath;
    private readonly Conv1d dwconv;
    private readonly LayerNorm norm;
    private readonly Linear pwconv1;
    private readonly Linear pwconv2;
    private readonly Parameter? gamma;

    internal ConvNextBlock(ConvNext1dConfig config, int width, double dropPath)
        : base(nameof(ConvNextBlock))
    {
        (_activation, _dropPath) = (config.Activation, dropPath);
        dwconv = Conv1d(width, width, config.KernelSize, padding: config.KernelSize / 2, groups: width);
        norm = LayerNorm(width, eps: 1e-6);
        pwconv1 = Linear(width, config.HiddenOf(width));
        pwconv2 = Linear(config.HiddenOf(width), width);
        gamma = config.LayerScale > 0 ? Parameter(full([width], config.LayerScale)) : null;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var h = norm.call(dwconv.call(x).transpose(1, 2));
        h = pwconv2.call(Activations.ApplyInPlace(pwconv1.call(h), _activation));
        h = gamma is null ? h : h * gamma;
        return (x + DropPath.Apply(h.transpose(1, 2), _dropPath, training)).MoveToOuterDisposeScope();
    }
}
