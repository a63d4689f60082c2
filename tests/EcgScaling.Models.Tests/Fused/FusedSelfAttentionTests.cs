using EcgScaling.LibTorch.Native;
using EcgScaling.LibTorch.Random;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models.Tests.Fused;

/// <summary>
/// The Transformer's attention takes the fused pass with rotary positions, masked keys and dropout too. What 32-bit noise is, is measured: the distance of libtorch's operators in
/// single precision from the same in double precision.
/// </summary>
public sealed class FusedSelfAttentionTests
{
    private const double TimesNoise = 4;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Result_and_gradients_are_those_of_the_operators_one_by_one(bool rotary, bool masked)
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        using var layer = new SelfAttention(48, 3, 0);
        var x = randn(4, 65, 48);
        var direction = randn(4, 65, 48);
        var angles = randn(65, 8);
        var mask = masked ? rand(4, 1, 1, 65).gt(0.3) : null;
        var fused = Gradients(ScalarType.Float32, kernels: true);
        var plain = Gradients(ScalarType.Float32, kernels: false);
        Assert.False(fused[0].Equals(plain[0]), "the fused pass was not taken");
        layer.to(ScalarType.Float64);
        var exact = Gradients(ScalarType.Float64, kernels: false);
        for (var i = 0; i < exact.Length; i++)
        {
            var noise = Distance(plain[i], exact[i]);
            Assert.True(noise > 0);
            Assert.True(Distance(fused[i], exact[i]) <= TimesNoise * noise, $"{i}: {Distance(fused[i], exact[i]):g3} from double precision, libtorch's operators {noise:g3}");
        }

        Tensor[] Gradients(ScalarType type, bool kernels)
        {
            var before = DirectKernels.Enabled;
            try
            {
                DirectKernels.Enabled = kernels;
                var leaf = x.to(type).detach().requires_grad_();
                var turned = rotary ? new RotaryAngles(angles.cos().to(type), angles.sin().to(type)) : null;
                var y = layer.call(leaf, mask, turned);
                return [y.detach(), .. autograd.grad([y], [leaf, .. layer.parameters()], [direction.to(type)])];
            }
            finally
            {
                DirectKernels.Enabled = before;
            }
        }
    }

    [Fact]
    public void Dropped_weights_are_those_of_one_mask_of_the_counter_for_each_block()
    {
        using var scope = NewDisposeScope();
        var before = CounterMask.Source;
        try
        {
            CounterMask.Source = 1;
            manual_seed(4);
            using var layer = new SelfAttention(48, 3, 0.2);
            var x = randn(4, 65, 48);
            manual_seed(8);
            var y = layer.call(x, null, null);
            var state = get_rng_state();
            manual_seed(8);
            var factors = functional.dropout(ones(4, 3, 65, 65), 0.2);
            Assert.True(state.Equals(get_rng_state()));

            var weights = layer.state_dict();
            var parts = functional.linear(x, weights["qkv.weight"], weights["qkv.bias"]).view(4, 65, 3, 3, 16).permute(2, 0, 3, 1, 4).unbind(0);
            var attended = (functional.softmax(parts[0].matmul(parts[1].transpose(2, 3)) / 4, -1) * factors).matmul(parts[2]).transpose(1, 2).reshape(4, 65, 48);
            Assert.True(allclose(functional.linear(attended, weights["proj.weight"], weights["proj.bias"]), y, 1e-5, 1e-6));

            layer.eval();
            Assert.False(y.Equals(layer.call(x, null, null)));
            Assert.True(state.Equals(get_rng_state()));
        }
        finally
        {
            CounterMask.Source = before;
        }
    }

    private static double Distance(Tensor found, Tensor exact) => (found.to(ScalarType.Float64) - exact).abs().max().item<double>();
}
