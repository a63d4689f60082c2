using EcgScaling.Models;

namespace EcgScaling.Training.Transfer.Protocols;

public sealed class LayerDepthsTests
{
    [Theory]
    [InlineData("resnet1d", "conv1.weight", "resblock1d_0.conv1.weight", 1)]
    [InlineData("transformer", "patch_embed", "blocks.0.", 1)]
    [InlineData("convnext1d", null, "downsample_layers.0.", 1)]
    [InlineData("convnext1d", null, "stages.0.0.", 3)] // after the two layers of the stem
    [InlineData("s4d", null, "blocks.0.", 1)]
    public void Blocks_lie_above_the_stem_in_the_order_of_the_forward_pass(string family, string? stem, string block, int depth)
    {
        var kind = EncoderFamilies.All.First(item => item.Name.Contains(family, StringComparison.Ordinal));
        using var encoder = EncoderFamilies.Build(Sizing.Nearest(kind, 20_000, basis: kind.Basis(Sites.Input)).Config);
        var names = encoder.named_parameters().Select(item => item.Item1).ToArray();
        var depths = new LayerDepths(names);
        Assert.True(depths.Deepest >= 2, string.Join(", ", names));
        Assert.All(names.Where(name => stem is not null && name.StartsWith(stem, StringComparison.Ordinal)), name => Assert.Equal(0, depths[name]));
        Assert.Equal(depth, depths[names.First(name => name.StartsWith(block, StringComparison.Ordinal))]);
        Assert.Equal(depths.Deepest, depths[names[^1]]);
    }
}
