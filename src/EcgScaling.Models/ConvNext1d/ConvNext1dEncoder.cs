using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>The ConvNeXt-1D of <see cref="ConvNext1dConfig"/>.</summary>
public sealed class ConvNext1dEncoder : EcgEncoder, ITimeFeatureEncoder
{
    private const double StartDeviation = 0.02;
    private readonly ModuleList<ConvNextDownsample> downsample_layers = ModuleList<ConvNextDownsample>();
    private readonly ModuleList<Sequential> stages = ModuleList<Sequential>();
    private readonly LayerNorm norm;
    private readonly AttentivePool? pool;

    /// <summary>Builds the network with fresh weights from torch's default generator.</summary>
    /// <exception cref="SpecException">The configuration is not valid.</exception>
    public ConvNext1dEncoder(ConvNext1dConfig config)
        : base(config)
    {
        Knobs = config;
        var (width, length, block) = (config.Input.Leads.Count, config.Input.Samples, 0);
        var last = Math.Max(1, config.StageBlocks.Sum() - 1);
        for (var stage = 0; stage < config.StageWidths.Count; stage++)
        {
            var outWidth = config.StageWidths[stage];
            downsample_layers.Add(new ConvNextDownsample(width, outWidth, config.StageStrides[stage], length, stage == 0));
            var blocks = Enumerable.Range(0, config.StageBlocks[stage]).Select(_ => new ConvNextBlock(config, outWidth, config.DropPath * block++ / last));
            stages.Add(Sequential([.. blocks.Cast<Module<Tensor, Tensor>>()]));
            (width, length) = (outWidth, LengthPlan.CeilingOf(length, config.StageStrides[stage]));
        }

        norm = LayerNorm(width, eps: 1e-6);
        pool = config.Pooling == Pooling.Attentive ? new AttentivePool(width) : null;
        RegisterComponents();
        Start();
    }

    /// <summary>The knobs.</summary>
    public ConvNext1dConfig Knobs { get; }

    /// <inheritdoc/>
    public int TotalStride => Knobs.TotalStride;

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
        var x = input;
        for (var stage = 0; stage < stages.Count; stage++)
        {
            x = stages[stage].call(downsample_layers[stage].call(x));
        }

        return norm.call(x.transpose(1, 2)).MoveToOuterDisposeScope();
    }

    /// <summary>The normalised token features as <c>(batch, channel, time)</c>, a view.</summary>
    public Tensor FeatureMap(Tensor input)
    {
        using var scope = NewDisposeScope();
        return Tokens(input).transpose(1, 2).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override bool Accepts(long samples) => samples == Input.Samples || (Knobs.Pooling != Pooling.Flatten && samples >= TotalStride);

    private void Start()
    {
        using var off = no_grad();
        foreach (var (name, parameter) in named_parameters())
        {
            if (parameter.shape.Length > 1 && !name.EndsWith("query", StringComparison.Ordinal))
            {
                init.normal_(parameter, 0, StartDeviation);
            }
            else if (name.EndsWith("bias", StringComparison.Ordinal))
            {
                init.zeros_(parameter);
            }
        }
    }
}
