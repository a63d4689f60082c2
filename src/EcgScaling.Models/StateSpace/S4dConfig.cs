using System.Text.Json.Serialization;

namespace EcgScaling.Models;

/// <summary>
/// A diagonal state-space model, S4D-Lin (Gu et al., "On the Parameterization and Initialization of Diagonal State
/// Space Models", NeurIPS 2022): a strided convolution as stem, then pre-norm residual blocks of state-space
/// convolution, activation, a linear layer with gate, and a last layer normalisation.
/// </summary>
/// <remarks>
/// The convolution over the whole tracing is done by Fourier transforms. The authors train <c>log_dt</c>,
/// <c>log_a_real</c> and <c>a_imag</c> without weight decay and with a learning rate of at most 1e-3.
/// </remarks>
public sealed record S4dConfig : EncoderConfig
{
    /// <summary>Channels.</summary>
    /// <value>Default: 256.</value>
    public int Width { get; init; } = 256;

    /// <summary>Number of blocks.</summary>
    /// <value>Default: 4.</value>
    public int Depth { get; init; } = 4;

    /// <summary>Real state size of each channel: half as many complex modes. Even.</summary>
    /// <value>Default: 16.</value>
    public int StateSize { get; init; } = 16;

    /// <summary>Whether each channel also sees what comes after, by a second convolution backwards in time.</summary>
    /// <value>Default: true.</value>
    public bool Bidirectional { get; init; } = true;

    /// <summary>Kernel and stride of the stem.</summary>
    /// <value>Default: 8, so that one step is 20 ms at 400 Hz.</value>
    public int StemStride { get; init; } = 8;

    /// <summary>Activation after the state-space convolution.</summary>
    /// <value>Default: GELU.</value>
    public ActivationKind Activation { get; init; } = ActivationKind.Gelu;

    /// <summary>Probability to drop a value after the activation and after the gate.</summary>
    /// <value>Default: 0.</value>
    public double Dropout { get; init; }

    /// <summary>Least time step of a channel at the start, in units of one token.</summary>
    /// <value>Default: 0.001.</value>
    public double LeastStep { get; init; } = 0.001;

    /// <summary>Greatest time step of a channel at the start, in units of one token.</summary>
    /// <value>Default: 0.1.</value>
    public double GreatestStep { get; init; } = 0.1;

    /// <summary>Pooling: mean, attentive or flatten.</summary>
    /// <value>Default: mean.</value>
    public Pooling Pooling { get; init; } = Pooling.Mean;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Family => S4dFamily.FamilyName;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int TokenSize => Width;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int TokenCount => LengthPlan.CeilingOf(Input.Samples, StemStride);

    /// <inheritdoc/>
    [JsonIgnore]
    public override int FeatureSize => Pooling == Pooling.Flatten ? Width * TokenCount : Width;

    /// <summary>Complex modes of each channel.</summary>
    internal int Modes => StateSize / 2;

    /// <summary>Directions in time.</summary>
    internal int Directions => Bidirectional ? 2 : 1;

    /// <inheritdoc/>
    public override ShapedValue Count(OperatorTally tally)
    {
        var x = LengthPlan.Count(tally, OperatorTally.Input(Input.Samples, Input.Leads.Count), Width, StemStride, StemStride, PaddingStyle.Symmetric, bias: true);
        for (var block = 0; block < Depth; block++)
        {
            x = S4dCount.Block(tally, x, this);
        }

        x = tally.LayerNorm(x);
        return PoolingCount.Of(tally, x, Pooling, FeatureSize);
    }

    /// <inheritdoc/>
    protected override void CollectProblems(ICollection<string> problems)
    {
        var check = new KnobCheck(problems);
        check.AtLeast(nameof(Width), Width, 1);
        check.AtLeast(nameof(Depth), Depth, 1);
        check.AtLeast(nameof(StateSize), StateSize, 2);
        check.AtLeast(nameof(StemStride), StemStride, 1);
        check.Probability(nameof(Dropout), Dropout);
        check.Positive(nameof(LeastStep), LeastStep);
        check.Positive(nameof(GreatestStep), GreatestStep);
        check.Defined(nameof(Activation), Activation);
        check.OneOf(nameof(Pooling), Pooling, Pooling.Mean, Pooling.Flatten, Pooling.Attentive);
        if (StateSize % 2 != 0)
        {
            problems.Add($"{nameof(StateSize)} is {StateSize}; allowed: even numbers, two for each complex mode.");
        }

        if (GreatestStep < LeastStep)
        {
            problems.Add($"{nameof(GreatestStep)} is {GreatestStep}, below {nameof(LeastStep)} {LeastStep}.");
        }

        if (StemStride > Input.Samples)
        {
            problems.Add($"{nameof(StemStride)} is {StemStride}, longer than the {Input.Samples} samples of the input.");
        }
    }
}
