namespace EcgScaling.Models;

/// <summary>The family <c>s4d</c>. Its default rule is compound: depth grows with the square root of the width.</summary>
internal sealed class S4dFamily : EncoderFamily
{
    internal const string FamilyName = "s4d";

    internal static S4dFamily Instance { get; } = new();

    public override string Name => FamilyName;

    public override string Title => "S4D";

    public override Type ConfigType => typeof(S4dConfig);

    public override EncoderConfig Basis(EcgSpec input) => new S4dConfig { Input = input };

    public override EncoderConfig WithWidth(EncoderConfig basis, double multiplier)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multiplier);
        var config = (S4dConfig)basis;
        return config with { Width = Math.Max(1, (int)Math.Round(config.Width * multiplier)) };
    }

    public override EncoderConfig WithDepth(EncoderConfig basis, int depth) => (S4dConfig)basis with { Depth = depth };

    /// <summary>The depth follows the square root of the width through the basis: 4 blocks at width 256, 8 at 1024.</summary>
    public override int CompoundDepth(EncoderConfig basis, double multiplier) =>
        Math.Max(1, (int)Math.Round(((S4dConfig)basis).Depth * Math.Sqrt(multiplier)));

    public override EcgEncoder Build(EncoderConfig config) => new S4dEncoder((S4dConfig)config);
}
