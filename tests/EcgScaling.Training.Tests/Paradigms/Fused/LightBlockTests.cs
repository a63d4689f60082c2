using EcgScaling.LibTorch.Native;
using EcgScaling.Training.Paradigms;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Training.Tests.Paradigms.Fused;

/// <summary>
/// The decoder's block in fused passes against its operators one by one, which stand here once more. What 32-bit noise is, is measured: the distance of libtorch's
/// operators in single precision from the same in double precision.
/// </summary>
public sealed class LightBlockTests
{
    private const double TimesNoise = 4;
    private const double UnitInTheLastPlace = 1.1920929e-7;

    private static readonly string[] Names =
    [
        "norm1.weight", "norm1.bias", "qkv.weight", "qkv.bias", "proj.weight", "proj.bias", "norm2.weight", "norm2.bias", "fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias",
    ];

    [Theory]
    [InlineData(32, 64, 64, 4)]
    [InlineData(3, 33, 48, 4)]
    [InlineData(2, 5, 9, 3)]
    [InlineData(1, 1, 8, 1)]
    public void Result_and_gradients_are_those_of_the_operators_one_by_one(int batch, int tokens, int width, int heads)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        using var block = new LightBlock(width, heads);
        var x = randn(batch, tokens, width);
        var direction = randn(batch, tokens, width);
        var weights = block.state_dict();
        Assert.Equal(Names, weights.Keys);

        var fused = Gradients(x, direction, Names.Select(name => weights[name]), (input, _) => block.call(input));
        var plain = Gradients(x, direction, Names.Select(name => weights[name]), (input, w) => Plain(input, w, heads));
        var exact = Gradients(x.to(ScalarType.Float64), direction.to(ScalarType.Float64), Names.Select(name => weights[name].to(ScalarType.Float64)), (input, w) => Plain(input, w, heads));
        for (var i = 0; i < exact.Length; i++)
        {
            var noise = Math.Max(Distance(plain[i], exact[i]), UnitInTheLastPlace * exact[i].abs().max().item<double>());
            var distance = Distance(fused[i], exact[i]);
            Assert.True(distance <= TimesNoise * noise, $"{(i == 0 ? "result" : i == 1 ? "input" : Names[i - 2])}: {distance:g3} from double precision, libtorch's operators {noise:g3}");
        }
    }

    [Fact]
    public void With_the_kernels_the_block_takes_them_and_without_them_its_bits_are_those_of_the_operators()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        using var block = new LightBlock(48, 3);
        var x = randn(3, 40, 48);
        var direction = randn(3, 40, 48);
        var weights = block.state_dict();
        var plain = Gradients(x, direction, Names.Select(name => weights[name]), (input, w) => Plain(input, w, 3))[0];
        Assert.False(plain.Equals(Run()));
        var before = DirectKernels.Enabled;
        try
        {
            DirectKernels.Enabled = false;
            // Layer normalisation outside the block is fused as well.
            plain = Gradients(x, direction, Names.Select(name => weights[name]), (input, w) => Plain(input, w, 3))[0];
            Assert.True(plain.Equals(Run()));
        }
        finally
        {
            DirectKernels.Enabled = before;
        }

        Tensor Run() => Gradients(x, direction, Names.Select(name => weights[name]), (input, _) => block.call(input))[0];
    }

    private static double Distance(Tensor found, Tensor exact) => (found.to(ScalarType.Float64) - exact).abs().max().item<double>();

    private static Tensor Plain(Tensor x, Tensor[] w, int heads)
    {
        var (batch, tokens, width) = (x.shape[0], x.shape[1], x.shape[2]);
        var joint = functional.linear(functional.layer_norm(x, [width], w[0], w[1]), w[2], w[3]);
        var parts = joint.view(batch, tokens, 3, heads, width / heads).permute(2, 0, 3, 1, 4).unbind(0);
        var attended = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2]);
        var middle = x + functional.linear(attended.transpose(1, 2).reshape(batch, tokens, width), w[4], w[5]);
        return middle + functional.linear(functional.gelu(functional.linear(functional.layer_norm(middle, [width], w[6], w[7]), w[8], w[9])), w[10], w[11]);
    }

    /// <summary>The result, and the gradients of the input and of all weights.</summary>
    private static Tensor[] Gradients(Tensor x, Tensor direction, IEnumerable<Tensor> weights, Func<Tensor, Tensor[], Tensor> forward)
    {
        var input = x.detach().requires_grad_();
        Tensor[] leaves = [.. weights.Select(weight => weight.is_leaf && weight.requires_grad ? weight : weight.detach().requires_grad_())];
        var y = forward(input, leaves);
        return [y.detach(), .. autograd.grad([y], [input, .. leaves], [direction])];
    }
}
