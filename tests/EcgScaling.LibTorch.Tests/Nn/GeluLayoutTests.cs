using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Tests.Nn;

public sealed class GeluLayoutTests
{
    /// <summary>libtorch 1.13's own kernel is wrong by more than 1 here; doubles, which take another path, are the reference.</summary>
    [Theory]
    [InlineData("functional")]
    [InlineData("tanh")]
    [InlineData("torch")]
    [InlineData("method")]
    public void The_gradient_is_right_where_input_and_gradient_differ_in_layout(string way)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var values = randn([2, 6, 40], dtype: ScalarType.Float64);
        var weights = randn([2, 40, 6], dtype: ScalarType.Float64);
        var single = Gradient(values.to(ScalarType.Float32), weights.to(ScalarType.Float32), way);
        var reference = Gradient(values, weights, way);
        Assert.True((single.to(ScalarType.Float64) - reference).abs().max().item<double>() < 1e-5);
    }

    private static Tensor Gradient(Tensor values, Tensor weights, string way)
    {
        var x = values.clone().requires_grad_();
        var y = way switch
        {
            "functional" => nn.functional.gelu(x),
            "tanh" => nn.functional.gelu(x, TorchSharp.Modules.GELU.Approximate.tanh),
            "torch" => gelu(x),
            _ => x.gelu(),
        };
        // The transposition hands back a gradient whose layout is not the input's.
        (y.transpose(1, 2) * weights).sum().backward();
        return x.grad!;
    }
}
