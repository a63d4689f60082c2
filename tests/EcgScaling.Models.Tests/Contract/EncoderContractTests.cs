using EcgScaling.Models.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.Models.Tests.Contract;

/// <summary>What every encoder of every family must do.</summary>
public sealed class EncoderContractTests
{
    private const int Batch = 3;

    /// <summary>The small presets, at their full input, keep the contract too; the large ones are the same code at other widths.</summary>
    private static readonly Dictionary<string, EncoderConfig> Configs = EncoderCases.All
        .Concat(Presets.All.Where(preset => preset.Encoder.ParameterCount < 250_000).Select(preset => KeyValuePair.Create(preset.Name, preset.Encoder)))
        .ToDictionary(entry => entry.Key, entry => entry.Value);

    public static TheoryData<string> Cases => [.. Configs.Keys];

    [Fact]
    public void EveryRegisteredFamilyHasCases()
    {
        Assert.Equal(EncoderFamilies.All.Select(family => family.Name).Order(), EncoderCases.All.Values.Select(config => config.Family).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ShapesAreKnownBeforeBuilding(string name)
    {
        using var scope = NewDisposeScope();
        var config = Configs[name];
        using var encoder = Build(config);
        encoder.eval();
        var input = Input(config);
        Assert.Equal([Batch, config.FeatureSize], encoder.call(input).shape);
        Assert.Equal([Batch, config.TokenCount, config.TokenSize], encoder.Tokens(input).shape);
        Assert.Equal(config, encoder.Config);
        Assert.Equal(config.Input, encoder.Input);
        if (encoder is ITimeFeatureEncoder timed)
        {
            Assert.Equal([Batch, config.TokenSize, config.TokenCount], timed.FeatureMap(input).shape);
            Assert.InRange((long)timed.TotalStride * config.TokenCount, config.Input.Samples, config.Input.Samples + timed.TotalStride + 64);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ParameterCountEqualsTheModules(string name)
    {
        var config = Configs[name];
        using var encoder = Build(config);
        Assert.Equal(config.ParameterCount, encoder.parameters().Sum(parameter => parameter.numel()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryParameterGetsAFiniteGradient(string name)
    {
        using var scope = NewDisposeScope();
        var config = Configs[name];
        using var encoder = Build(config);
        encoder.train();
        var features = encoder.call(Input(config));
        (features * randn(features.shape)).sum().backward();
        foreach (var (key, parameter) in encoder.named_parameters())
        {
            Assert.True(parameter.grad is not null, $"{key} has no gradient");
            Assert.True(parameter.grad!.isfinite().all().item<bool>(), $"{key} has a gradient that is not finite");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void SameSeedSameWeightsAndFeatures(string name)
    {
        using var scope = NewDisposeScope();
        var config = Configs[name];
        using var first = Build(config);
        using var second = Build(config);
        using var other = Build(config, seed: 12);
        first.eval();
        second.eval();
        other.eval();
        var input = Input(config);
        Assert.True(first.call(input).equal(second.call(input)).all().item<bool>());
        Assert.False(first.call(input).equal(other.call(input)).all().item<bool>());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void SavedAndLoadedItIsTheSame(string name)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var config = Configs[name];
        using var encoder = Build(config);
        encoder.call(Input(config)); // moves running statistics off their start
        encoder.eval();
        var path = folder.PathOf("encoder.safetensors");
        ModelWeights.Save(path, encoder, licence: "CC0-1.0", provenance: "contract test");
        var (loaded, info) = ModelWeights.LoadEncoder(path);
        using var _ = loaded;
        loaded.eval();
        Assert.Equal(config, info.Config);
        Assert.Equal("CC0-1.0", info.Licence);
        Assert.Equal("contract test", info.Provenance);
        var input = Input(config);
        Assert.True(encoder.call(input).equal(loaded.call(input)).all().item<bool>());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void JsonRoundTrip(string name)
    {
        var config = Configs[name];
        var read = EncoderConfig.FromJson(config.ToJson());
        Assert.Equal(config, read);
        Assert.Equal(config.GetHashCode(), read.GetHashCode());
        Assert.Equal(config.ParameterCount, read.ParameterCount);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void OtherInputsAreRefused(string name)
    {
        using var scope = NewDisposeScope();
        var config = Configs[name];
        using var encoder = Build(config);
        var (leads, samples) = (config.Input.Leads.Count, config.Input.Samples);
        Assert.Contains("leads", Assert.Throws<ArgumentException>(() => encoder.call(zeros(2, leads + 1, samples))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => encoder.call(zeros(leads, samples)));
        Assert.Throws<ArgumentException>(() => encoder.call(zeros(2, leads, 3)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void MovesBetweenTypesAndDevices(string name)
    {
        using var scope = NewDisposeScope();
        var config = Configs[name];
        using var encoder = Build(config);
        encoder.eval();
        var input = Input(config);
        var single = encoder.call(input);
        encoder.to(ScalarType.Float64);
        var doubled = encoder.call(input.to(ScalarType.Float64));
        Assert.Equal(ScalarType.Float64, doubled.dtype);
        Assert.True(doubled.to(ScalarType.Float32).allclose(single, rtol: 1e-3, atol: 1e-4));
        if (cuda.is_available())
        {
            encoder.to(ScalarType.Float32).to(CUDA);
            Assert.True(encoder.call(input.cuda()).cpu().allclose(single, rtol: 1e-3, atol: 1e-3));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void NoTensorOutlivesAStep(string name)
    {
        var config = Configs[name];
        using var encoder = Build(config);
        using var input = Input(config);
        long before;
        using (var warm = NewDisposeScope())
        {
            encoder.call(input).sum().backward();
        }

        before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var scope = NewDisposeScope())
        {
            encoder.call(input).sum().backward();
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static EcgEncoder Build(EncoderConfig config, long seed = 11)
    {
        manual_seed(seed);
        return EncoderFamilies.Build(config);
    }

    private static Tensor Input(EncoderConfig config) =>
        randn([Batch, config.Input.Leads.Count, config.Input.Samples], generator: new Generator(5));
}
