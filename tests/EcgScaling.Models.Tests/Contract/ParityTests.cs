using System.Text.Json;
using EcgScaling.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.Models.Tests.Contract;

/// <summary>The same numbers as the same networks in PyTorch (Golden/encoders.py), and its counts of operators and kept tensors.</summary>
public sealed class ParityTests
{
    private const int Batch = 2;
    private static readonly Lazy<JsonElement> Reference = new(() => JsonDocument.Parse(File.ReadAllText(Golden.PathOf("encoders.json"))).RootElement);

    public static TheoryData<string> Cases => [.. ParityCases.All.Keys];

    /// <summary>The networks that keep PyTorch's own initialisation.</summary>
    public static TheoryData<string> PyTorchStarts =>
        [.. ParityCases.All.Where(entry => entry.Value is ResNet1dConfig { Initialisation: ResNet1dInitialisation.Uniform }).Select(entry => entry.Key)];

    [Fact]
    public void GoldenFileIsOfTheseConfigurations()
    {
        var expected = ParityCases.ToJson();
        Assert.True(
            expected == File.ReadAllText(Golden.PathOf("encoder_cases.json")),
            "Golden/encoder_cases.json is stale: write ParityCases.ToJson() there and run Golden/make_encoders.py.");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void CountsEqualThoseOfARealPass(string name)
    {
        var (config, golden) = (ParityCases.All[name], Reference.Value.GetProperty(name));
        var size = config.Size();
        Assert.Equal(golden.GetProperty("parameters").GetInt64(), size.Parameters);
        Assert.Equal(golden.GetProperty("forwardFlops").GetInt64(), size.ForwardFlopsOf(Batch));
        Assert.Equal(golden.GetProperty("trainingFlops").GetInt64(), size.TrainingFlopsOf(Batch));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ActivationMemoryIsWithinTwoPercent(string name)
    {
        var (config, golden) = (ParityCases.All[name], Reference.Value.GetProperty(name));
        Assert.InRange((double)config.Size().ActivationBytesOf(Batch) / golden.GetProperty("keptBytes").GetInt64(), 0.98, 1.02);
        Assert.InRange((double)config.Size().ActivationBytesOf(4) / golden.GetProperty("keptBytesOfFour").GetInt64(), 0.98, 1.02);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void FeaturesAndGradientsInDoubles(string name) => Compare(name, ScalarType.Float64, "exact", 1e-9);

    [Theory]
    [MemberData(nameof(Cases))]
    public void FeaturesAndGradientsInFloats(string name) => Compare(name, ScalarType.Float32, "single", 1e-5);

    [Theory]
    [MemberData(nameof(PyTorchStarts))]
    public void ASeedGivesPyTorchsInitialWeights(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(11);
        using var encoder = EncoderFamilies.Build(ParityCases.All[name]);
        var starts = Reference.Value.GetProperty(name).GetProperty("start").EnumerateObject().ToList();
        Assert.NotEmpty(starts);
        foreach (var entry in starts)
        {
            var weight = encoder.get_parameter(entry.Name)!.to(ScalarType.Float64).flatten();
            var expected = Numbers(Reference.Value.GetProperty(name).GetProperty("start"), entry.Name);
            Assert.Equal(expected[0], weight.norm().item<double>(), 1e-9 * expected[0]);
            Assert.Equal(expected[1], (weight * RuleWeights.Uniform(weight.shape, 7)).sum().item<double>(), 1e-9 * expected[0]);
        }
    }

    /// <summary>
    /// Relative to the length of the vector compared. In floats the reference's own distance from its doubles is allowed
    /// on top, since another version of libtorch may add in another order.
    /// </summary>
    private static void Compare(string name, ScalarType type, string kind, double tolerance)
    {
        using var scope = NewDisposeScope();
        var config = ParityCases.All[name];
        var (golden, exact) = (Reference.Value.GetProperty(name).GetProperty(kind), Reference.Value.GetProperty(name).GetProperty("exact"));
        using var encoder = EncoderFamilies.Build(config);
        RuleWeights.Fill(encoder);
        encoder.to(type);
        encoder.eval();
        var (leads, samples) = (config.Input.Leads.Count, config.Input.Samples);
        var input = (RuleWeights.Uniform([Batch, leads, samples], 77).to(ScalarType.Float32) * 4).to(type);
        var features = encoder.call(input);
        (features * RuleWeights.Uniform(features.shape, 99).to(type)).sum().backward();

        var found = features.to(ScalarType.Float64).flatten().data<double>().ToArray();
        var step = ((found.Length - 1) / 64) + 1;
        var (expected, truth) = (Numbers(golden, "features"), Numbers(exact, "features"));
        for (var i = 0; i < expected.Length; i++)
        {
            var allowed = (tolerance * golden.GetProperty("norm").GetDouble() / Math.Sqrt(found.Length)) + Math.Abs(expected[i] - truth[i]);
            Assert.True(Math.Abs(found[i * step] - expected[i]) <= allowed, $"feature {i}: {found[i * step]:R}, expected {expected[i]:R}");
        }

        var stream = 1000;
        foreach (var (key, parameter) in RuleWeights.Sorted(encoder))
        {
            var (wanted, ideal) = (Numbers(golden.GetProperty("gradients"), key), Numbers(exact.GetProperty("gradients"), key));
            var gradient = parameter.grad!.to(ScalarType.Float64).flatten();
            double[] got = [gradient.norm().item<double>(), (gradient * RuleWeights.Uniform(gradient.shape, stream++)).sum().item<double>()];
            for (var i = 0; i < got.Length; i++)
            {
                var allowed = (tolerance * wanted[0]) + Math.Abs(wanted[i] - ideal[i]) + 1e-12;
                Assert.True(Math.Abs(got[i] - wanted[i]) <= allowed, $"gradient of {key}, {(i == 0 ? "norm" : "projection")}: {got[i]:R}, expected {wanted[i]:R}");
            }
        }
    }

    private static double[] Numbers(JsonElement parent, string name) => [.. parent.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
