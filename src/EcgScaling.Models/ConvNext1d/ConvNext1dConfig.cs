using System.Text.Json.Serialization;

namespace EcgScaling.Models;

/// <summary>
/// ConvNeXt (Liu et al., "A ConvNet for the 2020s", CVPR 2022) over time: a strided stem, stages of depthwise
/// convolution, layer normalisation and an inverted bottleneck of linear layers, a strided convolution between stages.
/// </summary>
/// <remarks>
/// Module names are those of the authors' code (<c>downsample_layers</c>, <c>stages.0.0.dwconv</c>, <c>pwconv1</c>,
/// <c>gamma</c>). Weights start normal with deviation 0.02, biases at zero. Tokens are normalised before they are pooled.
/// </remarks>
public sealed record ConvNext1dConfig : EncoderConfig
{
    /// <summary>Channels of each stage.</summary>
    /// <value>Default: 64, 128, 256, 512.</value>
    public IReadOnlyList<int> StageWidths { get; init; } = [64, 128, 256, 512];

    /// <summary>Blocks of each stage.</summary>
    /// <value>Default: 2, 2, 6, 2.</value>
    public IReadOnlyList<int> StageBlocks { get; init; } = [2, 2, 6, 2];

    /// <summary>Kernel and stride of the stem and of the convolutions between stages.</summary>
    /// <value>Default: 4, 2, 2, 2, so that one step is 80 ms at 400 Hz.</value>
    public IReadOnlyList<int> StageStrides { get; init; } = [4, 2, 2, 2];

    /// <summary>Samples under one depthwise convolution.</summary>
    /// <value>Default: 7.</value>
    public int KernelSize { get; init; } = 7;

    /// <summary>Size of the bottleneck's hidden layer as a multiple of the width, rounded.</summary>
    /// <value>Default: 4.</value>
    public double MlpRatio { get; init; } = 4;

    /// <summary>Activation of the bottleneck.</summary>
    /// <value>Default: GELU.</value>
    public ActivationKind Activation { get; init; } = ActivationKind.Gelu;

    /// <summary>What each block's branch is multiplied by at the start, one learned number a channel.</summary>
    /// <value>Default: 1e-6, as published. 0 leaves the factor out.</value>
    public double LayerScale { get; init; } = 1e-6;

    /// <summary>Probability to drop the branch of the last block; grows linearly from 0 in the first.</summary>
    /// <value>Default: 0.</value>
    public double DropPath { get; init; }

    /// <summary>Pooling: mean, attentive or flatten.</summary>
    /// <value>Default: mean.</value>
    public Pooling Pooling { get; init; } = Pooling.Mean;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Family => ConvNext1dFamily.FamilyName;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int TokenSize => StageWidths[^1];

    /// <inheritdoc/>
    [JsonIgnore]
    public override int TokenCount => StageStrides.Aggregate(Input.Samples, LengthPlan.CeilingOf);

    /// <inheritdoc/>
    [JsonIgnore]
    public override int FeatureSize => Pooling == Pooling.Flatten ? TokenSize * TokenCount : TokenSize;

    /// <summary>Samples that one time step of the token features stands for.</summary>
    [JsonIgnore]
    public int TotalStride => StageStrides.Aggregate(1, (total, stride) => total * stride);

    /// <summary>Size of the hidden layer at a width.</summary>
    internal int HiddenOf(int width) => Math.Max(1, (int)Math.Round(width * MlpRatio));

    /// <inheritdoc/>
    public override ShapedValue Count(OperatorTally tally)
    {
        var x = OperatorTally.Input(Input.Samples, Input.Leads.Count);
        for (var stage = 0; stage < StageWidths.Count; stage++)
        {
            ShapedValue Shorten(ShapedValue signal) =>
                LengthPlan.Count(tally, signal, StageWidths[stage], StageStrides[stage], StageStrides[stage], PaddingStyle.Symmetric, bias: true);
            x = stage == 0 ? tally.LayerNorm(Shorten(x)) : Shorten(tally.LayerNorm(x));
            for (var block = 0; block < StageBlocks[stage]; block++)
            {
                x = CountBlock(tally, x);
            }
        }

        x = tally.LayerNorm(x);
        return PoolingCount.Of(tally, x, Pooling, FeatureSize);
    }

    /// <inheritdoc/>
    public bool Equals(ConvNext1dConfig? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    protected override void CollectProblems(ICollection<string> problems)
    {
        var check = new KnobCheck(problems);
        check.EachAtLeast(nameof(StageWidths), StageWidths, 1);
        check.EachAtLeast(nameof(StageBlocks), StageBlocks, 1);
        check.EachAtLeast(nameof(StageStrides), StageStrides, 1);
        check.SameCount((nameof(StageWidths), StageWidths), (nameof(StageBlocks), StageBlocks), (nameof(StageStrides), StageStrides));
        check.AtLeast(nameof(KernelSize), KernelSize, 1);
        check.Positive(nameof(MlpRatio), MlpRatio);
        check.Probability(nameof(DropPath), DropPath);
        check.Defined(nameof(Activation), Activation);
        check.OneOf(nameof(Pooling), Pooling, Pooling.Mean, Pooling.Flatten, Pooling.Attentive);
        if (LayerScale < 0 || !double.IsFinite(LayerScale))
        {
            problems.Add($"{nameof(LayerScale)} is {LayerScale}; allowed: 0 (none) or a positive number.");
        }

        if (check.Passed && KernelSize % 2 == 0)
        {
            problems.Add($"{nameof(KernelSize)} is {KernelSize}; allowed: odd numbers, so that a block keeps the length.");
        }

        if (check.Passed && StageStrides.Aggregate(1.0, (total, stride) => total * stride) is var product && product > Input.Samples)
        {
            problems.Add($"the strides multiply to {product}, more than the {Input.Samples} samples of the input. Lower {nameof(StageStrides)} or lengthen Input.Samples.");
        }
    }

    private ShapedValue CountBlock(OperatorTally tally, ShapedValue x)
    {
        var width = (int)x.Features;
        var h = tally.LayerNorm(tally.Conv1d(x, width, KernelSize, x.Rows, groups: width, bias: true));
        h = tally.Linear(tally.Activate(tally.Linear(h, HiddenOf(width)), Activation), width);
        if (LayerScale > 0)
        {
            tally.Parameters(width);
            tally.Keep(h);
        }

        return OperatorTally.Value(x.Rows, width);
    }
}
