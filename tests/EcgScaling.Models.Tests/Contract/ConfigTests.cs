namespace EcgScaling.Models.Tests.Contract;

/// <summary>Configurations that cannot work say all that is wrong, and JSON that is none is refused.</summary>
public sealed class ConfigTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        { """{"family":"resnet1d","dropout":1}""", "Dropout is 1; allowed: 0 up to" },
        { """{"family":"resnet1d","stageWidths":[]}""", "StageWidths is []" },
        { """{"family":"resnet1d","stageWidths":[8,8],"stageStrides":[1,2,2]}""", "each needs one entry for each stage" },
        { """{"family":"resnet1d","stageStrides":[64,64,64,64,64]}""", "the strides multiply to" },
        { """{"family":"resnet1d","pooling":"cls"}""", "Pooling is Cls; allowed: Mean, Flatten, Attentive" },
        { """{"family":"resnet1d","kernelSize":0}""", "KernelSize is 0; allowed: 1 or more" },
        { """{"family":"resnet1d","stageWidths":null}""", "cannot be read" },
        { """{"family":"resnet1d","input":null}""", "cannot be read" },
        { """{"family":"resnet1d","input":{"samples":0}}""", "Samples is 0" },
        { """{"family":"resnet1d","normalisation":7}""", "cannot be read" },
        { """{"family":"resnet1d","blocks":7}""", "blocks" },
        { """{"family":"resnet"}""", "did you mean 'resnet1d'?" },
        { """{"family":3}""", "names its family, one of: convnext1d, ecgtransformer, resnet1d, s4d" },
        { """{}""", "names its family" },
        { """[]""", "names its family" },
        { """null""", "names its family" },
        { """{"family":"resnet1d",""", "cannot be read" },
        { """{"family":"ecgtransformer","heads":3}""", "Heads is 3, which does not divide Width 256" },
        { """{"family":"ecgtransformer","patchSize":5000}""", "PatchSize is 5000, longer than the 4096 samples" },
        { """{"family":"ecgtransformer","positions":"rotary","width":12,"heads":4}""", "rotary positions turn pairs" },
        { """{"family":"ecgtransformer","mlpRatio":0}""", "MlpRatio is 0; allowed: a positive number" },
        { """{"family":"ecgtransformer","width":1e99}""", "cannot be read" },
        { """{"family":"convnext1d","kernelSize":4}""", "odd numbers" },
        { """{"family":"convnext1d","layerScale":-1}""", "LayerScale is -1" },
        { """{"family":"s4d","stateSize":7}""", "even numbers" },
        { """{"family":"s4d","leastStep":0.5}""", "below LeastStep" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void SaysWhatIsWrong(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<SpecException>(() => EncoderConfig.FromJson(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void ListsEveryProblemAtOnce() =>
        Assert.Equal(3, Assert.Throws<SpecException>(() => new EcgTransformerConfig { Width = 0, Depth = 0, DropPath = 1 }.Validate()).Problems.Count);

    [Fact]
    public void BuildRefusesWhatIsNotValid() =>
        Assert.Throws<SpecException>(() => EncoderFamilies.Build(new S4dConfig { Width = 0 }));

    [Fact]
    public void EqualityIsThatOfTheKnobs()
    {
        var a = new ResNet1dConfig { StageWidths = [1, 2, 3, 4, 5] };
        EncoderConfig b = new ResNet1dConfig { StageWidths = new List<int> { 1, 2, 3, 4, 5 } };
        Assert.Equal(a, b);
        Assert.NotEqual(a, a with { KernelSize = 3 });
        Assert.NotEqual<EncoderConfig>(new S4dConfig(), new EcgTransformerConfig());
    }

    [Fact]
    public void StandsInsideOtherRecords()
    {
        var json = System.Text.Json.JsonSerializer.Serialize(new Holder(new S4dConfig { Width = 7 }));
        Assert.Contains("\"family\":\"s4d\"", json, StringComparison.Ordinal);
        Assert.Equal(new S4dConfig { Width = 7 }, System.Text.Json.JsonSerializer.Deserialize<Holder>(json)!.Encoder);
    }

    private sealed record Holder(EncoderConfig Encoder);
}
