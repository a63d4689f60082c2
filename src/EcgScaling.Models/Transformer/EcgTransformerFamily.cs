namespace EcgScaling.Models;

/// <summary>The family <c>ecgtransformer</c>. Its default rule is compound: depth grows with the width.</summary>
internal sealed class EcgTransformerFamily : EncoderFamily
{
    internal const string FamilyName = "ecgtransformer";

    /// <summary>Size of one attention head where the width allows several.</summary>
    private const int HeadSize = 64;

    internal static EcgTransformerFamily Instance { get; } = new();

    public override string Name => FamilyName;

    public override string Title => "ECG Transformer";

    public override Type ConfigType => typeof(EcgTransformerConfig);

    public override EncoderConfig Basis(EcgSpec input) => new EcgTransformerConfig { Input = input };

    /// <summary>
    /// One head for each 64 values of the width, but at least two from width 64 and four from width 128. The width is
    /// rounded to a multiple of the heads, of twice the heads for rotary positions.
    /// </summary>
    public override EncoderConfig WithWidth(EncoderConfig basis, double multiplier)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multiplier);
        var config = (EcgTransformerConfig)basis;
        var width = config.Width * multiplier;
        var heads = Math.Max((int)Math.Round(width / HeadSize), width < HeadSize ? 1 : width < 2 * HeadSize ? 2 : 4);
        var step = config.Positions == PositionStyle.Rotary ? 2 * heads : heads;
        return config with { Heads = heads, Width = Math.Max(step, step * (int)Math.Round(width / step)) };
    }

    public override EncoderConfig WithDepth(EncoderConfig basis, int depth) => (EcgTransformerConfig)basis with { Depth = depth };

    /// <summary>The depth follows the square root of the width through the basis: 3 blocks at width 64, 6 at 256, 12 at 1024.</summary>
    public override int CompoundDepth(EncoderConfig basis, double multiplier) =>
        Math.Max(1, (int)Math.Round(((EcgTransformerConfig)basis).Depth * Math.Sqrt(multiplier)));

    public override EcgEncoder Build(EncoderConfig config) => new EcgTransformerEncoder((EcgTransformerConfig)config);
}
