using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>The state-space model of <see cref="S4dConfig"/>. Linear and convolution layers start as PyTorch's do.</summary>
public sealed class S4dEncoder : EcgEncoder, ITimeFeatureEncoder
{
    private readonly LengthConvolution _stem;
    private readonly ModuleList<S4dBlock> blocks;
    private readonly LayerNorm norm;
    private readonly AttentivePool? pool;

    /// <summary>Builds the network with fresh weights from torch's default generator.</summary>
    /// <exception cref="SpecException">The configuration is not valid.</exception>
    public S4dEncoder(S4dConfig config)
        : base(config)
    {
        Knobs = config;
        _stem = new LengthConvolution(config.Input.Leads.Count, config.Width, config.StemStride, config.StemStride, config.Input.Samples, PaddingStyle.Symmetric, bias: true);
        register_module("stem", _stem.Module);
        blocks = ModuleList([.. Enumerable.Range(0, config.Depth).Select(_ => new S4dBlock(config))]);
        norm = LayerNorm(config.Width);
        pool = config.Pooling == Pooling.Attentive ? new AttentivePool(config.Width) : null;
        RegisterComponents();
    }

    /// <summary>The knobs.</summary>
    public S4dConfig Knobs { get; }

    /// <inheritdoc/>
    public int TotalStride => Knobs.StemStride;

    /// <summary>Pooled features <c>(batch, feature)</c> of tracings <c>(batch, lead, sample)</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var tokens = Tokens(input);
        return (Knobs.Pooling switch
        {
            Pooling.Flatten => tokens.transpose(1, 2).reshape(tokens.shape[0], -1),
            Pooling.Attentive => pool!.call(tokens),
            _ => tokens.mean([1L]),
        }).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor Tokens(Tensor input)
    {
        Require(input);
        using var scope = NewDisposeScope();
        var x = _stem.Apply(input).transpose(1, 2);
        foreach (var block in blocks)
        {
            x = block.call(x);
        }

        return norm.call(x).MoveToOuterDisposeScope();
    }

    /// <summary>The normalised token features as <c>(batch, channel, time)</c>, a view.</summary>
    public Tensor FeatureMap(Tensor input)
    {
        using var scope = NewDisposeScope();
        return Tokens(input).transpose(1, 2).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override bool Accepts(long samples) => samples == Input.Samples || (Knobs.Pooling != Pooling.Flatten && samples >= TotalStride);
}
