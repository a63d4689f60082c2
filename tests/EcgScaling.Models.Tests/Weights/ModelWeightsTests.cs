using EcgScaling.Models.Tests.Contract;
using EcgScaling.Models.Weights;
using static TorchSharp.torch;

namespace EcgScaling.Models.Tests.WeightFiles;

public sealed class ModelWeightsTests
{
    [Fact]
    public void StateNamesAreThoseOfTheAuthorsPyTorchCode()
    {
        using var encoder = new ResNet1dEncoder(EncoderCases.ResNet);
        var names = encoder.state_dict().Keys.ToHashSet();
        string[] expected = ["conv1.weight", "bn1.weight", "bn1.running_mean", "bn1.num_batches_tracked", "resblock1d_0.conv1.weight", "resblock1d_1.bn2.running_var", "resblock1d_1.skip_connection.1.weight"];
        Assert.All(expected, name => Assert.Contains(name, names));
    }

    [Fact]
    public void FixedTablesAreNotSaved()
    {
        using var encoder = EncoderFamilies.Build(EncoderCases.Transformer);
        Assert.All(encoder.state_dict().Keys, name => Assert.DoesNotContain("table", name, StringComparison.Ordinal));
    }

    [Fact]
    public void AMismatchChangesNothingAndNamesEveryKey()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var narrow = EncoderFamilies.Build(EncoderCases.ResNet);
        using var wide = EncoderFamilies.Build(EncoderCases.ResNet with { StageWidths = [6, 8, 12], StageBlocks = [1, 1, 2] });
        var path = folder.PathOf("narrow.safetensors");
        ModelWeights.Save(path, narrow);
        var before = wide.get_parameter("conv1.weight")!.clone();

        using var file = Safetensors.Load(path);
        var error = Assert.Throws<WeightsMismatchException>(() => ModelWeights.LoadInto(wide, file));
        Assert.Contains("resblock1d_3.conv1.weight", error.Report.Missing);
        Assert.Contains(error.Report.Misshapen, text => text == "resblock1d_2.bn1.weight: module (12), file (10)");
        Assert.Empty(error.Report.Unexpected);
        Assert.Contains("misshapen", error.Message, StringComparison.Ordinal);
        Assert.True(before.equal(wide.get_parameter("conv1.weight")!).all().item<bool>());

        var report = ModelWeights.LoadInto(wide, file, strict: false);
        Assert.Contains("conv1.weight", report.Loaded);
        Assert.False(before.equal(wide.get_parameter("conv1.weight")!).all().item<bool>());
        Assert.NotEmpty(ModelWeights.LoadInto(narrow, WithExtra(file), strict: false).Unexpected);
    }

    [Fact]
    public void KeysCanBeRenamedAndLeftOut()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var classifier = new EcgClassifier(EncoderFamilies.Build(EncoderCases.ResNet), 6);
        Safetensors.Save(folder.PathOf("whole.safetensors"), classifier.state_dict());
        using var file = Safetensors.Load(folder.PathOf("whole.safetensors"));
        using var encoder = EncoderFamilies.Build(EncoderCases.ResNet);
        var report = ModelWeights.LoadInto(encoder, file, name => name.StartsWith("encoder.", StringComparison.Ordinal) ? name["encoder.".Length..] : null);
        Assert.True(report.IsComplete);
        Assert.Throws<ArgumentException>(() => ModelWeights.LoadInto(encoder, file, _ => "conv1.weight", strict: false));
    }

    [Fact]
    public void FilesWithoutTheBatchCounterAreComplete()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var encoder = EncoderFamilies.Build(EncoderCases.ResNet);
        Safetensors.Save(folder.PathOf("old.safetensors"), encoder.state_dict().Where(entry => !entry.Key.EndsWith("tracked", StringComparison.Ordinal)).ToDictionary(entry => entry.Key, entry => entry.Value));
        using var file = Safetensors.Load(folder.PathOf("old.safetensors"));
        Assert.True(ModelWeights.LoadInto(encoder, file).IsComplete);
    }

    [Fact]
    public void FilesOfOtherOriginSayHowToLoadThem()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        Safetensors.Save(folder.PathOf("plain.safetensors"), new Dictionary<string, Tensor> { ["x"] = zeros(2) });
        Assert.Contains("use LoadInto", Assert.Throws<EcgDataException>(() => ModelWeights.LoadEncoder(folder.PathOf("plain.safetensors"))).Message, StringComparison.Ordinal);
        Safetensors.Save(folder.PathOf("bad.safetensors"), new Dictionary<string, Tensor> { ["x"] = zeros(2) }, new Dictionary<string, string> { ["ecgscaling.config"] = "{\"family\":\"nope\"}" });
        Assert.IsType<SpecException>(Assert.Throws<EcgDataException>(() => ModelWeights.LoadEncoder(folder.PathOf("bad.safetensors"))).InnerException);
    }

    [Fact]
    public void EveryElementTypeSurvivesAndBytesAreReproducible()
    {
        using var scope = NewDisposeScope();
        var values = arange(0, 6, dtype: ScalarType.Float32).reshape(2, 3);
        ScalarType[] types = [ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64, ScalarType.Int32, ScalarType.Int16, ScalarType.Int8, ScalarType.Byte, ScalarType.Bool];
        var tensors = types.ToDictionary(type => type.ToString(), type => values.to(type));
        tensors["turned"] = values.t();
        tensors["scalar"] = tensor(3f);
        tensors["none"] = zeros(0, 4);
        using var first = new MemoryStream();
        using var second = new MemoryStream();
        Safetensors.Save(first, tensors, new Dictionary<string, string> { ["größe"] = "ä\n\"" });
        Safetensors.Save(second, tensors.Reverse().ToDictionary(entry => entry.Key, entry => entry.Value), new Dictionary<string, string> { ["größe"] = "ä\n\"" });
        Assert.Equal(first.ToArray(), second.ToArray());
        using var file = Safetensors.Load(first, "memory");
        Assert.Equal("ä\n\"", file.Metadata["größe"]);
        foreach (var (name, expected) in tensors)
        {
            Assert.Equal(expected.dtype, file.Tensors[name].dtype);
            Assert.Equal(expected.shape, file.Tensors[name].shape);
            Assert.True(expected.equal(file.Tensors[name]).all().item<bool>(), name);
        }
    }

    private static TensorFile WithExtra(TensorFile file) =>
        new(file.Path, file.Tensors.Append(KeyValuePair.Create("extra", zeros(1))).ToDictionary(entry => entry.Key, entry => entry.Value), file.Metadata);
}
