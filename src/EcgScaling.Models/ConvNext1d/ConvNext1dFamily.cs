namespace EcgScaling.Models;

/// <summary>The family <c>convnext1d</c>. Its default rule is compound: depth grows with the square root of the width.</summary>
internal sealed class ConvNext1dFamily : EncoderFamily
{
    internal const string FamilyName = "convnext1d";

    internal static ConvNext1dFamily Instance { get; } = new();

    public override string Name => FamilyName;

    public override string Title => "ConvNeXt-1D";

    public override Type ConfigType => typeof(ConvNext1dConfig);

    public override EncoderConfig Basis(EcgSpec input) => new ConvNext1dConfig { Input = input };

    public override EncoderConfig WithWidth(EncoderConfig basis, double multiplier)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multiplier);
        var config = (ConvNext1dConfig)basis;
        return config with { StageWidths = [.. config.StageWidths.Select(width => Math.Max(1, (int)Math.Round(width * multiplier)))] };
    }

    /// <summary>Depth is the number of blocks, dealt out in the proportions of the basis, at least one a stage.</summary>
    public override EncoderConfig WithDepth(EncoderConfig basis, int depth)
    {
        var config = (ConvNext1dConfig)basis;
        return config with { StageBlocks = StageDeal.Of(config.StageBlocks, depth) };
    }

    /// <summary>The depth follows the square root of the width through the basis.</summary>
    public override int CompoundDepth(EncoderConfig basis, double multiplier)
    {
        var config = (ConvNext1dConfig)basis;
        return Math.Max(config.StageBlocks.Count, (int)Math.Round(config.StageBlocks.Sum() * Math.Sqrt(multiplier)));
    }

    public override EcgEncoder Build(EncoderConfig config) => new ConvNext1dEncoder((ConvNext1dConfig)config);
}
