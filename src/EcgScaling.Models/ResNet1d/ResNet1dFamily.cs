namespace EcgScaling.Models;

/// <summary>The family <c>resnet1d</c>. Its default rule is width only, as in the width grid of the 2020 network.</summary>
internal sealed class ResNet1dFamily : EncoderFamily
{
    internal const string FamilyName = "resnet1d";

    internal static ResNet1dFamily Instance { get; } = new();

    public override string Name => FamilyName;

    public override string Title => "ResNet1D";

    public override Type ConfigType => typeof(ResNet1dConfig);

    public override ScalingRule DefaultRule => ScalingRule.WidthOnly;

    public override EncoderConfig Basis(EcgSpec input) => new ResNet1dConfig { Input = input };

    public override EncoderConfig WithWidth(EncoderConfig basis, double multiplier) => ((ResNet1dConfig)basis).WithWidths(multiplier);

    /// <summary>Depth is the number of residual blocks; they are dealt out evenly, the rest to the late stages.</summary>
    public override EncoderConfig WithDepth(EncoderConfig basis, int depth)
    {
        var config = (ResNet1dConfig)basis;
        var stages = config.StageWidths.Count;
        var (each, rest) = Math.DivRem(Math.Max(depth, stages), stages);
        return config with { StageBlocks = [.. Enumerable.Range(0, stages).Select(stage => stage >= stages - rest ? each + 1 : each)] };
    }

    /// <summary>One block a stage up to the basis' width; from there the depth grows with the width.</summary>
    public override int CompoundDepth(EncoderConfig basis, double multiplier) =>
        Math.Max(1, (int)Math.Round(((ResNet1dConfig)basis).StageBlocks.Sum() * Math.Max(1, multiplier)));

    public override EcgEncoder Build(EncoderConfig config) => new ResNet1dEncoder((ResNet1dConfig)config);
}
