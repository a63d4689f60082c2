using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>
/// The ResNet1D of <see cref="ResNet1dConfig"/>. State-dictionary names are those of the authors' PyTorch code
/// (<c>conv1</c>, <c>bn1</c>, <c>resblock1d_0.conv1</c>, ..., without its <c>lin</c>).
/// </summary>
public sealed class ResNet1dEncoder : EcgEncoder, ITimeFeatureEncoder
{
    private readonly LengthConvolution _stem;
    private readonly Module<Tensor, Tensor> bn1;
    private readonly ResidualBlock[] _blocks;
    private readonly AttentivePool? pool;

    /// <summary>Builds the network with fresh weights from torch's default generator.</summary>
    /// <exception cref="SpecException">The configuration is not valid.</exception>
    public ResNet1dEncoder(ResNet1dConfig config)
        : base(config)
    {
        Knobs = config;
        _stem = new LengthConvolution(config.Input.Leads.Count, config.StemWidth, config.KernelSize, config.StemStride, config.Input.Samples, config.Padding);
        bn1 = ChannelNorm.Create(config.Normalisation, config.StemWidth);
        register_module("conv1", _stem.Module);
        register_module(nameof(bn1), bn1);

        var length = LengthPlan.CeilingOf(config.Input.Samples, config.StemStride);
        var blocks = new List<ResidualBlock>();
        foreach (var (inWidth, outWidth, stride) in config.Blocks())
        {
            var block = new ResidualBlock(config, inWidth, outWidth, stride, length);
            register_module($"resblock1d_{blocks.Count}", block);
            blocks.Add(block);
            length = LengthPlan.CeilingOf(length, stride);
        }

        _blocks = [.. blocks];
        if (config.Pooling == Pooling.Attentive)
        {
            pool = new AttentivePool(config.TokenSize);
            register_module(nameof(pool), pool);
        }

        if (config.Initialisation == ResNet1dInitialisation.HeNormal)
        {
            StartHeNormal();
        }
    }

    /// <summary>The knobs.</summary>
    public ResNet1dConfig Knobs { get; }

    /// <inheritdoc/>
    public int TotalStride => Knobs.TotalStride;

    /// <summary>Pooled features <c>(batch, feature)</c> of tracings <c>(batch, lead, sample)</c>.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var map = FeatureMap(input);
        var pooled = Knobs.Pooling switch
        {
            Pooling.Flatten => map.reshape(map.shape[0], -1),
            Pooling.Attentive => pool!.call(map.transpose(1, 2)),
            _ => map.mean([2L]),
        };
        return pooled.MoveToOuterDisposeScope();
    }

    /// <summary>Time features <c>(batch, time, channel)</c>, a view of <see cref="FeatureMap"/>.</summary>
    public override Tensor Tokens(Tensor input)
    {
        using var scope = NewDisposeScope();
        return FeatureMap(input).transpose(1, 2).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor FeatureMap(Tensor input)
    {
        Require(input);
        using var scope = NewDisposeScope();
        var x = bn1.call(_stem.Apply(input));
        if (Knobs.StemActivation)
        {
            x = Activations.ApplyInPlace(x, Knobs.Activation);
        }

        var y = x;
        foreach (var block in _blocks)
        {
            (x, y) = block.call(x, y);
        }

        return x.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override bool Accepts(long samples) => samples == Input.Samples || (Knobs.Pooling != Pooling.Flatten && samples >= TotalStride);

    private void StartHeNormal()
    {
        using var off = no_grad();
        foreach (var convolution in modules().OfType<Conv1d>())
        {
            var weight = convolution.weight!;
            init.kaiming_normal_(weight);
        }
    }
}
