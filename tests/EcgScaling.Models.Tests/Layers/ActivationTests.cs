using static TorchSharp.torch;

namespace EcgScaling.Models.Tests.ActivationLayers;

public sealed class ActivationTests
{
    public static TheoryData<ActivationKind> Kinds => [.. Enum.GetValues<ActivationKind>()];

    /// <summary>libtorch 1.13 fails this for its plain GELU in floats.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void GradientsAreRightWhateverTheirLayout(ActivationKind kind)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var start = randn(2, 12, 64);
        var direction = randn(2, 64, 12);
        Assert.True(Gradient(start, ScalarType.Float32, turned: true).allclose(Gradient(start, ScalarType.Float64, turned: true), rtol: 1e-4, atol: 1e-5));
        Assert.True(Gradient(start.transpose(1, 2), ScalarType.Float32, turned: false).allclose(Gradient(start.transpose(1, 2), ScalarType.Float64, turned: false), rtol: 1e-4, atol: 1e-5));

        Tensor Gradient(Tensor values, ScalarType type, bool turned)
        {
            var x = values.to(type, copy: true).requires_grad_();
            var y = Activations.ApplyInPlace(x * 1, kind);
            ((turned ? y.transpose(1, 2) : y) * direction.to(type)).sum().backward();
            return x.grad!.to(ScalarType.Float32);
        }
    }
}
