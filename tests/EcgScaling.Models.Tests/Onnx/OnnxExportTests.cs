using System.Diagnostics;
using EcgScaling.Models.Onnx;
using EcgScaling.Models.Tests.Contract;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using static TorchSharp.torch;

namespace EcgScaling.Models.Tests.OnnxFiles;

/// <summary>Exported models give the encoder's numbers in ONNX Runtime, and pass the checker of python3-onnx where that is installed.</summary>
public sealed class OnnxExportTests
{
    private const int Batch = 2;

    public static TheoryData<string> Cases => [.. EncoderCases.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void RunsToTheSameNumbers(string name)
    {
        using var scope = NewDisposeScope();
        var config = EncoderCases.All[name];
        using var encoder = EncoderFamilies.Build(config);
        RuleWeights.Fill(encoder);
        var (leads, samples) = (config.Input.Leads.Count, config.Input.Samples);
        var input = RuleWeights.Uniform([Batch, leads, samples], 77).to(ScalarType.Float32) * 4;
        encoder.call(input); // moves running statistics off their start
        encoder.eval();
        using var head = new LinearHead(encoder.FeatureSize, 3);
        using var file = new MemoryStream();
        OnnxExport.Save(file, encoder, head);

        using var session = new InferenceSession(file.ToArray());
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("ecg", new DenseTensor<float>(input.data<float>().ToArray(), [Batch, leads, samples]))]);
        var features = encoder.call(input);
        AssertClose(features, results, "features");
        AssertClose(encoder.Tokens(input), results, "tokens");
        AssertClose(head.call(features), results, "logits");
        Assert.Equal(config.ToJson(), session.ModelMetadata.CustomMetadataMap["ecgscaling.config"]);
    }

    [OnnxCheckerFact]
    public void TheCheckerOfOnnxAcceptsEveryCase()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, config) in EncoderCases.All)
        {
            using var encoder = EncoderFamilies.Build(config);
            OnnxExport.Save(folder.PathOf($"{name}.onnx"), encoder);
        }

        const string script = "import sys, glob, onnx\nfor f in sorted(glob.glob(sys.argv[1] + '/*.onnx')):\n    m = onnx.load(f)\n    onnx.checker.check_model(m, full_check=True)\n    assert m.opset_import[0].version == 17\n    print(f)";
        using var python = Process.Start(new ProcessStartInfo(OnnxCheckerFactAttribute.Python, ["-c", script, folder.PathOf(string.Empty)]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = python.StandardOutput.ReadToEndAsync();
        var errors = python.StandardError.ReadToEnd();
        python.WaitForExit();
        Assert.True(python.ExitCode == 0, errors);
        Assert.Equal(EncoderCases.All.Count, output.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static void AssertClose(TorchSharp.torch.Tensor expected, IEnumerable<DisposableNamedOnnxValue> results, string name)
    {
        var found = results.Single(result => result.Name == name).AsTensor<float>();
        Assert.Equal(expected.shape, found.Dimensions.ToArray().Select(size => (long)size));
        var numbers = tensor(found.ToArray(), expected.shape);
        var error = (numbers - expected).norm().item<float>() / expected.norm().item<float>();
        Assert.True(error < 1e-5, $"{name}: relative error {error}");
    }
}
