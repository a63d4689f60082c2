using EcgScaling.Models.Onnx;
using EcgScaling.Models.Weights;
using static TorchSharp.torch;

namespace EcgScaling.Models.Tests.Documentation;

/// <summary>The code of docs/models.md: it runs here, and a test fails when page and code differ.</summary>
public sealed class GuideTests
{
    [Fact]
    public void SizesAreKnownBeforeBuilding()
    {
        #region sizes
        var sized = Sizing.Nearest(EncoderFamilies.ResNet1d, 2_000_000);
        Console.WriteLine($"{sized.Size.Parameters} parameters, {sized.Size.ForwardFlops / 1e9:0.00} GFLOPs, {sized.RelativeError:P2} off");

        var narrow = new EcgTransformerConfig { Width = 64, Depth = 4, Heads = 4, Input = new EcgSpec { Samples = 1000, Leads = LeadSet.Eight } };
        var memory = narrow.Size().ActivationBytesOf(batch: 64);
        #endregion
        Assert.Equal(2_004_124, sized.Size.Parameters);
        Assert.True(memory > 0);
    }

    [Fact]
    public void AnEncoderIsBuiltAndFed()
    {
        using var scope = NewDisposeScope();
        var config = new ResNet1dConfig { StemWidth = 4, StageWidths = [4, 8], StageStrides = [1, 4], StageBlocks = [1, 1] };
        #region build
        manual_seed(7); // decides the weights
        using var encoder = EncoderFamilies.Build(config);
        using var classifier = new EcgClassifier(encoder, outputs: 6);
        var logits = classifier.call(randn(2, 12, 4096)); // (batch, lead, sample) to (batch, 6)
        var tokens = encoder.Tokens(randn(2, 12, 4096)); // (batch, token, feature)
        #endregion
        Assert.Equal([2, 6], logits.shape);
        Assert.Equal([2, 1024, 8], tokens.shape);
    }

    [Fact]
    public void MaskedModellingSeesKeptPatchesAlone()
    {
        using var scope = NewDisposeScope();
        var config = new EcgTransformerConfig { Width = 16, Depth = 1, Heads = 2 };
        var ecg = randn(2, 12, 4096);
        #region masked
        using var encoder = new EcgTransformerEncoder(config);
        var target = encoder.Patchify(ecg); // (batch, patch, value)
        var embedded = encoder.Embed(ecg); // (batch, patch, feature), positions added
        var keep = rand(2, encoder.PatchCount).argsort(1).narrow(1, 0, encoder.PatchCount / 4);
        var features = encoder.EncodeVisible(embedded, keep); // (batch, kept, feature)
        #endregion
        Assert.Equal([2, 16, 16], features.shape);
        Assert.Equal([2, 64, 768], target.shape);
    }

    [Fact]
    public void WeightsTravel()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var encoder = EncoderFamilies.Build(Presets.EcgTransformer20K.Encoder);
        var (path, onnx) = (folder.PathOf("encoder.safetensors"), folder.PathOf("encoder.onnx"));
        #region weights
        ModelWeights.Save(path, encoder, licence: "CC-BY-4.0", provenance: "CODE-15%, supervised, seed 7");
        var (loaded, info) = ModelWeights.LoadEncoder(path); // rebuilt from the file's own configuration
        OnnxExport.Save(onnx, loaded);
        #endregion
        loaded.Dispose();
        Assert.Equal(encoder.Config, info.Config);
        Assert.True(new FileInfo(onnx).Length > 80_000);
    }

    [Fact]
    public void APublishedCheckpointIsLoaded()
    {
        using var scope = NewDisposeScope();
        var path = EcgScaling.Testing.Golden.PathOf("resnet1d_checkpoint.pt");
        using var classifier = new EcgClassifier(new ResNet1dEncoder(Contract.EncoderCases.ResNet with { Pooling = Pooling.Flatten }), 2);
        #region published
        using var file = PyTorchFile.Load(path); // reads tensors, executes nothing
        var report = ModelWeights.LoadInto(classifier, file, name => (name.StartsWith("lin.", StringComparison.Ordinal) ? "head." : "encoder.") + name);
        #endregion
        Assert.True(report.IsComplete);
    }

    [RepositoryFact]
    public void ThePageShowsThisCode()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryFactAttribute.Root!, "docs", "models.md"));
        var source = File.ReadAllLines(Path.Combine(RepositoryFactAttribute.Root!, "tests", "EcgScaling.Models.Tests", "Documentation", "GuideTests.cs"));
        var regions = 0;
        for (var line = 0; line < source.Length; line++)
        {
            if (source[line].Trim().StartsWith("#region", StringComparison.Ordinal))
            {
                var code = string.Join('\n', source.Skip(line + 1).TakeWhile(text => !text.Trim().StartsWith("#endregion", StringComparison.Ordinal)).Select(text => text.Length >= 8 ? text[8..] : text));
                Assert.True(page.Contains(code, StringComparison.Ordinal), $"docs/models.md lacks the code of {source[line].Trim()}:\n{code}");
                regions++;
            }
        }

        Assert.Equal(5, regions);
    }
}
