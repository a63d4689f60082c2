using FsCheck.Fluent;

namespace EcgScaling.Models.Tests.SizingOf;

public sealed class SizingTests
{
    private static readonly long[] Targets = [20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000, 50_000_000, 100_000_000, 200_000_000];

    public static TheoryData<string> Families => [.. EncoderFamilies.All.Select(family => family.Name)];

    [Theory]
    [MemberData(nameof(Families))]
    public void NearestIsWithinFivePercentFrom20KTo200M(string name)
    {
        foreach (var target in Targets)
        {
            foreach (var rule in new[] { ScalingRule.WidthOnly, ScalingRule.Compound })
            {
                var sized = Sizing.Nearest(EncoderFamilies.Get(name), target, rule);
                Assert.InRange(sized.RelativeError, -0.05, 0.05);
                Assert.Equal(sized.Config.ParameterCount, sized.Size.Parameters);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void DepthOnlyKeepsTheWidthAndSaysWhereItEnds(string name)
    {
        var family = EncoderFamilies.Get(name);
        var sized = Sizing.Nearest(family, 50_000_000, ScalingRule.DepthOnly);
        Assert.InRange(sized.RelativeError, -0.05, 0.05);
        Assert.Equal(family.Basis(new EcgSpec()).FeatureSize, sized.Config.FeatureSize);
        Assert.Contains("Use another rule", Assert.Throws<ArgumentOutOfRangeException>(() => Sizing.Nearest(family, 20_000, ScalingRule.DepthOnly)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void SizesGrowWithTheTarget(string name)
    {
        var ladder = Sizing.Ladder(EncoderFamilies.Get(name), Targets);
        foreach (var (smaller, larger) in ladder.Zip(ladder.Skip(1)))
        {
            Assert.True(smaller.Size.Parameters < larger.Size.Parameters);
            Assert.True(smaller.Size.ForwardFlops < larger.Size.ForwardFlops);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void TheBasisIsItsOwnSizeOne(string name)
    {
        var family = EncoderFamilies.Get(name);
        var basis = family.Basis(new EcgSpec());
        Assert.Equal(basis, family.WithWidth(basis, 1));
        Assert.Equal(basis, family.WithDepth(basis, family.CompoundDepth(basis, 1)));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void ParametersGrowWithWidthAndDepth(string name)
    {
        var family = EncoderFamilies.Get(name);
        var basis = family.Basis(new EcgSpec { Samples = 1000 });
        var wide = Enumerable.Range(1, 400).Select(step => family.WithWidth(basis, step / 100.0).ParameterCount).ToList();
        var deep = Enumerable.Range(1, 40).Select(depth => family.WithDepth(basis, depth).ParameterCount).ToList();

        // Where the number of heads changes, rounding the width to a multiple of them may cost a little.
        Assert.All(wide.Zip(wide.Skip(1)), pair => Assert.True(pair.Second > 0.97 * pair.First));
        Assert.Equal(deep.Order(), deep);
    }

    [Fact]
    public void NearestKeepsTheOtherKnobs()
    {
        var basis = new EcgTransformerConfig { Input = new EcgSpec { Samples = 1000, Leads = LeadSet.Eight }, PatchSize = 25, Positions = PositionStyle.Rotary };
        var found = (EcgTransformerConfig)Sizing.Nearest(EncoderFamilies.Transformer, 300_000, basis: basis).Config;
        Assert.Equal((basis.Input, 25, PositionStyle.Rotary), (found.Input, found.PatchSize, found.Positions));
        Assert.Throws<ArgumentException>(() => Sizing.Nearest(EncoderFamilies.ResNet1d, 300_000, basis: basis));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sizing.Nearest(EncoderFamilies.ResNet1d, 0));
    }

    [Fact]
    public void AHeadAddsItsWeightsAndFlops()
    {
        var (bare, headed) = (Sizing.Of(ResNet1dConfig.Ribeiro2020), Sizing.Of(ResNet1dConfig.Ribeiro2020, 6));
        Assert.Equal((5120 * 6) + 6, headed.Parameters - bare.Parameters);
        Assert.Equal(2 * 5120 * 6, headed.ForwardFlops - bare.ForwardFlops);
        Assert.Equal(6 * 5120 * 6, headed.TrainingFlops - bare.TrainingFlops);
    }

    [Fact]
    public void TheWidthGridOfTheReferenceIsMet()
    {
        // Published width grid: multiplier and thousands of parameters with 6 classes and mean pooling.
        foreach (var (multiplier, thousands) in new[] { (1 / 16.0, 27.9), (1 / 8.0, 109), (1 / 4.0, 436), (1 / 2.0, 1740), (1, 6920), (2, 27_600), (4, 110_500), (5.5, 208_900) })
        {
            Assert.InRange(Sizing.Of(new ResNet1dConfig().WithWidths(multiplier), 6).Parameters / (thousands * 1000), 0.995, 1.005);
        }
    }

    [Fact]
    public void CountsBeyond63BitsAreErrors() =>
        Assert.Throws<OverflowException>(() => new EcgTransformerConfig { Width = 1 << 30, Heads = 1, Depth = 1 << 30 }.Size());

    [Fact]
    public void AnyResNetCountsAsItBuilds()
    {
        var property = Prop.ForAll(
            (from widths in Gen.Choose(1, 9).ListOf(2)
             from strides in Gen.Choose(1, 4).ListOf(2)
             from blocks in Gen.Choose(1, 2).ListOf(2)
             from kernel in Gen.Choose(1, 9)
             from samples in Gen.Choose(40, 90)
             from stem in Gen.Choose(1, 5)
             select new ResNet1dConfig { StageWidths = [.. widths], StageStrides = [.. strides], StageBlocks = [.. blocks], KernelSize = kernel, StemStride = stem > 3 ? 2 : 1, StemWidth = stem, Input = new EcgSpec { Samples = samples } }).ToArbitrary(),
            config =>
            {
                using var scope = TorchSharp.torch.NewDisposeScope();
                using var encoder = EncoderFamilies.Build(config);
                encoder.eval();
                var tokens = encoder.Tokens(TorchSharp.torch.zeros(1, 12, config.Input.Samples));
                return encoder.parameters().Sum(parameter => parameter.numel()) == config.ParameterCount && tokens.shape[1] == config.TokenCount;
            });
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(60), property);
    }
}
