using System.Text.Json.Serialization;

namespace EcgScaling.Models;

/// <summary>
/// An ECG Transformer: patches of the tracing as tokens, pre-norm blocks of multi-head attention and a two-layer
/// perceptron with residual connections, a last layer normalisation, pooling.
/// </summary>
/// <remarks>
/// Module names are those of the common PyTorch ViT code (<c>patch_embed.proj</c>, <c>blocks.0.attn.qkv</c>,
/// <c>blocks.0.mlp.fc1</c>, <c>norm</c>). Linear layers start Xavier uniform with zero biases.
/// A length that is no multiple of the patch is filled with zeros at the end.
/// </remarks>
public sealed record EcgTransformerConfig : EncoderConfig
{
    /// <summary>Samples of one patch.</summary>
    /// <value>Default: 64, which is 160 ms at 400 Hz.</value>
    public int PatchSize { get; init; } = 64;

    /// <summary>What one patch covers.</summary>
    /// <value>Default: all leads jointly.</value>
    public PatchStyle Patches { get; init; } = PatchStyle.Joint;

    /// <summary>Positions.</summary>
    /// <value>Default: fixed sines and cosines.</value>
    public PositionStyle Positions { get; init; } = PositionStyle.SinCos;

    /// <summary>Size of a token.</summary>
    /// <value>Default: 256.</value>
    public int Width { get; init; } = 256;

    /// <summary>Number of blocks.</summary>
    /// <value>Default: 6.</value>
    public int Depth { get; init; } = 6;

    /// <summary>Attention heads; they divide the width.</summary>
    /// <value>Default: 4.</value>
    public int Heads { get; init; } = 4;

    /// <summary>Size of the perceptron's hidden layer as a multiple of the width, rounded.</summary>
    /// <value>Default: 4.</value>
    public double MlpRatio { get; init; } = 4;

    /// <summary>Activation of the perceptron.</summary>
    /// <value>Default: GELU.</value>
    public ActivationKind Activation { get; init; } = ActivationKind.Gelu;

    /// <summary>Probability to drop a value after the embedding, the attention's projection and in the perceptron.</summary>
    /// <value>Default: 0.</value>
    public double Dropout { get; init; }

    /// <summary>Probability to drop an attention weight.</summary>
    /// <value>Default: 0.</value>
    public double AttentionDropout { get; init; }

    /// <summary>Probability to drop the whole residual branch of the last block; grows linearly from 0 in the first (stochastic depth).</summary>
    /// <value>Default: 0.</value>
    public double DropPath { get; init; }

    /// <summary>Pooling: mean, CLS, attentive or flatten.</summary>
    /// <value>Default: mean.</value>
    public Pooling Pooling { get; init; } = Pooling.Mean;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Family => EcgTransformerFamily.FamilyName;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int TokenSize => Width;

    /// <summary>Time windows of one tracing.</summary>
    [JsonIgnore]
    public int Windows => LengthPlan.CeilingOf(Input.Samples, PatchSize);

    /// <summary>Patches of one tracing: <see cref="Windows"/>, times the leads where patches are per lead (all windows of the first lead come first).</summary>
    [JsonIgnore]
    public int PatchCount => Patches == PatchStyle.PerLead ? Windows * Input.Leads.Count : Windows;

    /// <summary>Numbers in one patch, lead by lead where patches are joint.</summary>
    [JsonIgnore]
    public int PatchValues => Patches == PatchStyle.PerLead ? PatchSize : PatchSize * Input.Leads.Count;

    /// <summary>Tokens that <see cref="EcgEncoder.Tokens"/> gives: the patches, without the CLS token.</summary>
    [JsonIgnore]
    public override int TokenCount => PatchCount;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int FeatureSize => Pooling == Pooling.Flatten ? Width * TokenCount : Width;

    /// <summary>Size of the perceptron's hidden layer.</summary>
    [JsonIgnore]
    public int Hidden => (int)Math.Round(Width * MlpRatio, MidpointRounding.AwayFromZero);

    /// <inheritdoc/>
    public override ShapedValue Count(OperatorTally tally)
    {
        var x = tally.Linear(OperatorTally.Input(PatchCount, PatchValues), Width);
        tally.Parameters(Patches == PatchStyle.PerLead ? (long)Input.Leads.Count * Width : 0);
        tally.Parameters(Positions == PositionStyle.Learned ? (long)Windows * Width : 0);
        x = tally.Dropout(OperatorTally.Value(x.Rows, Width), Dropout);
        if (Pooling == Pooling.Cls)
        {
            tally.Parameters(Width);
            x = OperatorTally.Value(x.Rows + 1, Width);
        }

        for (var block = 0; block < Depth; block++)
        {
            x = TransformerBlockCount.Count(tally, x, this);
        }

        x = tally.LayerNorm(x);
        return PoolingCount.Of(tally, x, Pooling, FeatureSize);
    }

    /// <inheritdoc/>
    protected override void CollectProblems(ICollection<string> problems)
    {
        var check = new KnobCheck(problems);
        check.AtLeast(nameof(PatchSize), PatchSize, 1);
        check.AtLeast(nameof(Width), Width, 1);
        check.AtLeast(nameof(Depth), Depth, 1);
        check.AtLeast(nameof(Heads), Heads, 1);
        check.Positive(nameof(MlpRatio), MlpRatio);
        check.Probability(nameof(Dropout), Dropout);
        check.Probability(nameof(AttentionDropout), AttentionDropout);
        check.Probability(nameof(DropPath), DropPath);
        check.Defined(nameof(Patches), Patches);
        check.Defined(nameof(Positions), Positions);
        check.Defined(nameof(Activation), Activation);
        check.Defined(nameof(Pooling), Pooling);
        if (!check.Passed)
        {
            return;
        }

        if (PatchSize > Input.Samples)
        {
            problems.Add($"{nameof(PatchSize)} is {PatchSize}, longer than the {Input.Samples} samples of the input; allowed: 1 to {Input.Samples}.");
        }

        if (Width % Heads != 0)
        {
            problems.Add($"{nameof(Heads)} is {Heads}, which does not divide {nameof(Width)} {Width}; choose a divisor of the width.");
        }
        else if (Positions == PositionStyle.Rotary && Width / Heads % 2 != 0)
        {
            problems.Add($"rotary positions turn pairs of values, but one head has {Width / Heads}; make {nameof(Width)} / {nameof(Heads)} even.");
        }

        if (Hidden < 1)
        {
            problems.Add($"{nameof(MlpRatio)} is {MlpRatio}, which leaves no hidden value at width {Width}; allowed: at least {1.0 / Width:0.####}.");
        }
    }
}
