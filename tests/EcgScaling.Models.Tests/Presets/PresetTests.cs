using System.Reflection;

namespace EcgScaling.Models.Tests.Catalogue;

public sealed class PresetTests
{
    public static TheoryData<string> Names => [.. Presets.All.Select(preset => preset.Name)];

    [Fact]
    public void EveryTypedMemberIsListedOnce()
    {
        var members = typeof(Presets).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(ModelPreset)).Select(property => ((ModelPreset)property.GetValue(null)!).Name).Order();
        Assert.Equal(members, Presets.All.Select(preset => preset.Name).Order());
        Assert.Equal(Presets.All.Count, Presets.All.Select(preset => preset.Name).Distinct().Count());
    }

    [Fact]
    public void PublishedNetworksHaveTheirPublishedCounts()
    {
        Assert.Equal(6_950_310, Presets.Ribeiro2020.Size().Parameters);
        Assert.Equal(6_921_510, Presets.Ribeiro2020Gap.Size().Parameters);
        Assert.Equal(6_421_910, Presets.Ribeiro2020Keras.Size().Parameters);
        Assert.Equal(6_924_705, Sizing.Of(ResNet1dConfig.Ribeiro2020, 1).Parameters);
    }

    [Theory]
    [InlineData("20k", 20_000)]
    [InlineData("200k", 200_000)]
    [InlineData("2m", 2_000_000)]
    [InlineData("20m", 20_000_000)]
    [InlineData("200m", 200_000_000)]
    public void EveryFamilyHasALadder(string rung, long target)
    {
        foreach (var family in EncoderFamilies.All)
        {
            var preset = Presets.Get($"{family.Name}_{rung}");
            Assert.InRange((double)preset.Encoder.ParameterCount / target, 0.95, 1.05);
            Assert.Equal(Sizing.Nearest(family, target).Config, preset.Encoder);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EachIsValidAndSurvivesJson(string name)
    {
        var preset = Presets.Get(name);
        preset.Encoder.Validate();
        Assert.Equal(preset.Encoder, EncoderConfig.FromJson(preset.Encoder.ToJson()));
        Assert.Equal(name, preset.Name);
        Assert.DoesNotContain(name, char.IsUpper);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SmallOnesBuildToTheirCounts(string name)
    {
        var preset = Presets.Get(name);
        if (preset.Size().Parameters > 25_000_000)
        {
            return; // the ModelSizes sample builds those
        }

        using var encoder = EncoderFamilies.Build(preset.Encoder);
        Assert.Equal(preset.Encoder.ParameterCount, encoder.parameters().Sum(parameter => parameter.numel()));
        if (preset.Outputs > 0)
        {
            using var classifier = new EcgClassifier(EncoderFamilies.Build(preset.Encoder), preset.Outputs);
            Assert.Equal(preset.Size().Parameters, classifier.parameters().Sum(parameter => parameter.numel()));
        }
    }

    [Fact]
    public void WildcardsFindNames()
    {
        Assert.Equal(["resnet1d_20k", "resnet1d_200k", "resnet1d_2m", "resnet1d_20m", "resnet1d_200m"], Presets.Matching("resnet1d_*").Select(preset => preset.Name));
        Assert.Equal(4, Presets.Matching("*_2M").Count);
        Assert.Empty(Presets.Matching("resnet1d_["));
    }

    [Fact]
    public void AWrongNameIsAnsweredWithTheLikeliest()
    {
        Assert.Contains("did you mean 'resnet1d_2m'?", Assert.Throws<ArgumentException>(() => Presets.Get("resnet_2m")).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'ecgtransformer'?", Assert.Throws<ArgumentException>(() => EncoderFamilies.Get("ecg-transformer")).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("did you mean", Assert.Throws<ArgumentException>(() => Presets.Get("xyzzyxyzzyxyzzyxyzzyxyzzy")).Message, StringComparison.Ordinal);
    }

    [RepositoryFact]
    public void TheCatalogueInTheDocumentationIsCurrent()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryFactAttribute.Root!, "docs", "models-catalogue.md"));
        Assert.True(page.EndsWith(Presets.ToMarkdown(), StringComparison.Ordinal), "docs/models-catalogue.md is stale: run samples/ModelSizes with --catalogue and put its output there.");
    }
}
