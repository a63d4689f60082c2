using EcgScaling.Models.Tests.Contract;
using EcgScaling.Models.Weights;
using EcgScaling.Testing;
using static TorchSharp.torch;

namespace EcgScaling.Models.Tests.ResNets;

public sealed class ResNet1dTests
{
    [Theory]
    [InlineData(4096, 17, 1)]
    [InlineData(4096, 17, 4)]
    [InlineData(4096, 16, 4)]
    [InlineData(517, 17, 4)]
    [InlineData(301, 8, 3)]
    [InlineData(5, 17, 4)]
    [InlineData(7, 1, 4)]
    public void EveryLengthGivesItsCeiling(int length, int kernel, int stride)
    {
        using var scope = NewDisposeScope();
        foreach (var style in Enum.GetValues<PaddingStyle>())
        {
            var convolution = new LengthConvolution(2, 3, kernel, stride, length, style);
            Assert.Equal([1, 3, (length + stride - 1) / stride], convolution.Apply(zeros(1, 2, length)).shape);
            Assert.Equal([1, 3, (length + 1 + stride - 1) / stride], convolution.Apply(zeros(1, 2, length + 1)).shape);
        }
    }

    [Fact]
    public void ThePublishedNetworkPadsAsPublished()
    {
        // floor((k - s + 1) / 2) on both sides; TensorFlow's 'same' puts the odd zero on the right.
        Assert.Equal((8, 8, true), Of(LengthPlan.Of(4096, 17, 1, PaddingStyle.Symmetric)));
        Assert.Equal((7, true), (LengthPlan.Of(4096, 17, 4, PaddingStyle.Symmetric).Left, LengthPlan.Of(4096, 17, 4, PaddingStyle.Symmetric).IsSymmetric));
        Assert.Equal((7, 8, false), Of(LengthPlan.Of(4096, 16, 1, PaddingStyle.Same)));
        Assert.Equal((6, 6, true), Of(LengthPlan.Of(4096, 16, 4, PaddingStyle.Same)));
    }

    [Fact]
    public void APublishedCheckpointLoadsByItsOwnNames()
    {
        using var scope = NewDisposeScope();
        using var classifier = new EcgClassifier(new ResNet1dEncoder(EncoderCases.ResNet with { Pooling = Pooling.Flatten, Dropout = 0 }), 2);
        using var file = PyTorchFile.Load(Golden.PathOf("resnet1d_checkpoint.pt"));
        var report = ModelWeights.LoadInto(classifier, file, name => (name.StartsWith("lin.", StringComparison.Ordinal) ? "head." : "encoder.") + name);
        Assert.True(report.IsComplete);
        classifier.eval();
        using var expected = Safetensors.Load(Golden.PathOf("resnet1d_outputs.safetensors"));
        var found = classifier.call(expected.Tensors["input"]);
        Assert.True(found.allclose(expected.Tensors["logits"], rtol: 1e-5, atol: 1e-6));
    }

    [Fact]
    public void MeanPoolingTakesOtherLengthsAndFlattenDoesNot()
    {
        using var scope = NewDisposeScope();
        using var mean = new ResNet1dEncoder(EncoderCases.ResNet);
        using var flat = new ResNet1dEncoder(EncoderCases.ResNet with { Pooling = Pooling.Flatten });
        Assert.Equal([1, 10], mean.call(zeros(1, 12, 300)).shape);
        Assert.Throws<ArgumentException>(() => flat.call(zeros(1, 12, 300)));
    }

    [Fact]
    public void DropoutActsInTrainingAlone()
    {
        using var scope = NewDisposeScope();
        using var encoder = new ResNet1dEncoder(EncoderCases.ResNet with { Normalisation = NormalisationKind.Layer });
        var input = randn(1, 12, 512);
        Assert.False(encoder.call(input).allclose(encoder.call(input)));
        encoder.eval();
        Assert.True(encoder.call(input).equal(encoder.call(input)).all().item<bool>());
    }

    private static (long Left, long Right, bool IsSymmetric) Of(LengthPlan plan) => (plan.Left, plan.Right, plan.IsSymmetric);
}
