using System.Text.Json.Serialization;

namespace EcgScaling.Models;

/// <summary>
/// ResNet1D after Ribeiro et al., "Automatic diagnosis of the 12-lead ECG using a deep neural network", Nature
/// Communications 11, 1760 (2020). The defaults are the network of the authors' PyTorch code with an average instead
/// of a flattened feature vector; <see cref="Ribeiro2020"/> and <see cref="Ribeiro2020Keras"/> are the published ones.
/// </summary>
/// <remarks>
/// Two streams run through the blocks: x is normalised and activated, y is the sum before that, to which the skip adds
/// (max-pool, then 1x1 convolution where the width changes).
/// </remarks>
public sealed record ResNet1dConfig : EncoderConfig
{
    /// <summary>Filters of the stem.</summary>
    /// <value>Default: 64.</value>
    public int StemWidth { get; init; } = 64;

    /// <summary>Stride of the stem.</summary>
    /// <value>Default: 1.</value>
    public int StemStride { get; init; } = 1;

    /// <summary>Whether the stem ends with the activation. The Keras network has one, the PyTorch one does not.</summary>
    /// <value>Default: false.</value>
    public bool StemActivation { get; init; }

    /// <summary>Filters of each stage.</summary>
    /// <value>Default: 64, 128, 196, 256, 320.</value>
    public IReadOnlyList<int> StageWidths { get; init; } = [64, 128, 196, 256, 320];

    /// <summary>Stride of the first block of each stage.</summary>
    /// <value>Default: 1, 4, 4, 4, 4.</value>
    public IReadOnlyList<int> StageStrides { get; init; } = [1, 4, 4, 4, 4];

    /// <summary>Residual blocks of each stage; blocks after the first have stride 1.</summary>
    /// <value>Default: one each.</value>
    public IReadOnlyList<int> StageBlocks { get; init; } = [1, 1, 1, 1, 1];

    /// <summary>Samples under one convolution.</summary>
    /// <value>Default: 17.</value>
    public int KernelSize { get; init; } = 17;

    /// <summary>Padding of the convolutions.</summary>
    /// <value>Default: symmetric.</value>
    public PaddingStyle Padding { get; init; } = PaddingStyle.Symmetric;

    /// <summary>
    /// Probability to drop a value after each activation in the blocks. The paper keeps 0.8, so drops 0.2; the authors'
    /// PyTorch code passes the same 0.8 as the probability to drop, which is a slip of porting.
    /// </summary>
    /// <value>Default: 0.2.</value>
    public double Dropout { get; init; } = 0.2;

    /// <summary>Normalisation.</summary>
    /// <value>Default: batch.</value>
    public NormalisationKind Normalisation { get; init; } = NormalisationKind.Batch;

    /// <summary>Activation.</summary>
    /// <value>Default: ReLU.</value>
    public ActivationKind Activation { get; init; } = ActivationKind.Relu;

    /// <summary>How time features become one vector: mean, flatten or attentive.</summary>
    /// <value>Default: mean.</value>
    public Pooling Pooling { get; init; } = Pooling.Mean;

    /// <summary>How the convolutions start.</summary>
    /// <value>Default: PyTorch's uniform.</value>
    public ResNet1dInitialisation Initialisation { get; init; } = ResNet1dInitialisation.Uniform;

    /// <summary>The authors' PyTorch network (github.com/antonior92/ecg-age-prediction): five blocks, kernel 17, flattened 320 x 16 features.</summary>
    public static ResNet1dConfig Ribeiro2020 { get; } = new() { Pooling = Pooling.Flatten };

    /// <summary>The Keras network of the paper (github.com/antonior92/automatic-ecg-diagnosis): four blocks, kernel 16, activation after the stem.</summary>
    public static ResNet1dConfig Ribeiro2020Keras { get; } = new()
    {
        StemActivation = true,
        StageWidths = [128, 196, 256, 320],
        StageStrides = [4, 4, 4, 4],
        StageBlocks = [1, 1, 1, 1],
        KernelSize = 16,
        Padding = PaddingStyle.Same,
        Pooling = Pooling.Flatten,
        Initialisation = ResNet1dInitialisation.HeNormal,
    };

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Family => ResNet1dFamily.FamilyName;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int TokenSize => StageWidths[^1];

    /// <inheritdoc/>
    [JsonIgnore]
    public override int TokenCount => Blocks().Aggregate(
        LengthPlan.CeilingOf(Input.Samples, StemStride), (length, block) => LengthPlan.CeilingOf(length, block.Stride));

    /// <inheritdoc/>
    [JsonIgnore]
    public override int FeatureSize => Pooling == Pooling.Flatten ? TokenSize * TokenCount : TokenSize;

    /// <summary>Samples that one time step of the token features stands for.</summary>
    [JsonIgnore]
    public int TotalStride => StageStrides.Aggregate(StemStride, (total, stride) => total * stride);

    /// <summary>The same network with every width multiplied and rounded to the nearest whole number, at least 1.</summary>
    public ResNet1dConfig WithWidths(double multiplier)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multiplier);
        int Scaled(int width) => Math.Max(1, (int)Math.Round(width * multiplier));
        return this with { StemWidth = Scaled(StemWidth), StageWidths = [.. StageWidths.Select(Scaled)] };
    }

    /// <inheritdoc/>
    public override ShapedValue Count(OperatorTally tally)
    {
        var x = LengthPlan.Count(tally, OperatorTally.Input(Input.Samples, Input.Leads.Count), StemWidth, KernelSize, StemStride, Padding);
        x = Normalise(tally, x);
        x = StemActivation ? tally.Activate(x, Activation) : x;
        var y = x;
        foreach (var block in Blocks())
        {
            (x, y) = CountBlock(tally, x, y, block);
        }

        return PoolingCount.Of(tally, x, Pooling, FeatureSize);
    }

    /// <inheritdoc/>
    public bool Equals(ResNet1dConfig? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <summary>Every residual block in order: filters in, filters out, stride.</summary>
    internal IEnumerable<(int In, int Out, int Stride)> Blocks()
    {
        var width = StemWidth;
        for (var stage = 0; stage < StageWidths.Count; stage++)
        {
            for (var block = 0; block < StageBlocks[stage]; block++)
            {
                yield return (width, StageWidths[stage], block == 0 ? StageStrides[stage] : 1);
                width = StageWidths[stage];
            }
        }
    }

    /// <inheritdoc/>
    protected override void CollectProblems(ICollection<string> problems)
    {
        var check = new KnobCheck(problems);
        check.AtLeast(nameof(StemWidth), StemWidth, 1);
        check.AtLeast(nameof(StemStride), StemStride, 1);
        check.AtLeast(nameof(KernelSize), KernelSize, 1);
        check.Probability(nameof(Dropout), Dropout);
        check.EachAtLeast(nameof(StageWidths), StageWidths, 1);
        check.EachAtLeast(nameof(StageStrides), StageStrides, 1);
        check.EachAtLeast(nameof(StageBlocks), StageBlocks, 1);
        check.SameCount((nameof(StageWidths), StageWidths), (nameof(StageStrides), StageStrides), (nameof(StageBlocks), StageBlocks));
        check.Defined(nameof(Padding), Padding);
        check.Defined(nameof(Normalisation), Normalisation);
        check.Defined(nameof(Activation), Activation);
        check.Defined(nameof(Initialisation), Initialisation);
        check.OneOf(nameof(Pooling), Pooling, Pooling.Mean, Pooling.Flatten, Pooling.Attentive);
        if (check.Passed && StageStrides.Aggregate((double)StemStride, (total, s) => total * s) is var stride && stride > Input.Samples)
        {
            problems.Add($"the strides multiply to {stride}, more than the {Input.Samples} samples of the input; nothing would be left of a tracing. Lower {nameof(StageStrides)} or lengthen Input.Samples.");
        }
    }

    private (ShapedValue X, ShapedValue Y) CountBlock(OperatorTally tally, ShapedValue x, ShapedValue y, (int In, int Out, int Stride) block)
    {
        var h = LengthPlan.Count(tally, x, block.Out, KernelSize, 1, Padding);
        h = tally.Dropout(tally.Activate(Normalise(tally, h), Activation), Dropout);
        var rows = LengthPlan.CeilingOf(x.Rows, block.Stride);
        LengthPlan.Count(tally, h, block.Out, KernelSize, block.Stride, Padding);
        var skip = block.Stride > 1 ? tally.MaxPool(y, rows) : y;
        _ = block.In != block.Out ? tally.Conv1d(skip, block.Out, 1, rows) : skip;
        var sum = OperatorTally.Value(rows, block.Out);
        return (tally.Dropout(tally.Activate(Normalise(tally, sum), Activation), Dropout), sum);
    }

    private ShapedValue Normalise(OperatorTally tally, ShapedValue x) =>
        Normalisation == NormalisationKind.Batch ? tally.BatchNorm(x) : tally.GroupNorm(x, NormGroups.Of(Normalisation, (int)x.Features));
}
