using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.LibTorch.Tests.Kernels;

/// <summary>The fused normalisation, ReLU and dropout against the layers one by one, in double precision and with the same random numbers.</summary>
public sealed class FusedNormTests
{
    [Theory]
    [InlineData(4, 3, 32, 0.0)]
    [InlineData(3, 5, 37, 0.2)]
    [InlineData(1, 1, 2, 0.0)]
    [InlineData(8, 17, 1, 0.5)]
    [InlineData(2, 4, 1000, 0.9)]
    public void Result_gradients_and_statistics_are_those_of_the_layers(int batch, int channels, int samples, double p)
    {
        using var scope = NewDisposeScope();
        var fused = Run(batch, channels, samples, p, oneByOne: false, offset: 0);
        var expected = Run(batch, channels, samples, p, oneByOne: true, offset: 0);
        AssertClose(expected, fused, 2e-6);
    }

    [Fact]
    public void A_large_offset_does_not_cost_the_variance()
    {
        using var scope = NewDisposeScope();
        AssertClose(Run(4, 3, 500, 0, oneByOne: true, offset: 1000), Run(4, 3, 500, 0, oneByOne: false, offset: 1000), 1e-3);
    }

    [Fact]
    public void The_bits_do_not_depend_on_the_number_of_threads()
    {
        using var scope = NewDisposeScope();
        AnyThreads.GiveTheBitsOfOne(() => Run(5, 7, 700, 0.3, oneByOne: false, offset: 0), 3);
    }

    [Fact]
    public void A_nan_stays_a_nan()
    {
        using var scope = NewDisposeScope();
        using var norm = BatchNorm1d(1);
        var x = tensor(new float[] { 1, float.NaN, 3, 4 }).reshape(1, 1, 4);
        Assert.True(FusedBlocks.NormReluDropout(x, norm, null)!.isnan().all().item<bool>());
    }

    [Fact]
    public void A_gradient_can_be_differentiated_again()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var x = randn(3, 2, 9);
        Assert.True(allclose(Second(x, fused: false), Second(x, fused: true), 1e-3, 1e-4));

        static Tensor Second(Tensor x, bool fused)
        {
            x = x.detach().requires_grad_();
            using var norm = BatchNorm1d(2);
            var y = fused ? FusedBlocks.NormReluDropout(x, norm, null)! : norm.call(x).relu();
            var first = autograd.grad([y.pow(3).sum()], [x], create_graph: true)[0];
            first.pow(2).sum().backward();
            return x.grad!;
        }
    }

    [Fact]
    public void Where_one_pass_cannot_do_it_the_layers_are_left_to_the_caller()
    {
        using var scope = NewDisposeScope();
        using var norm = BatchNorm1d(3);
        using var dropout = Dropout(0.5);
        var x = randn(2, 3, 8);
        Assert.NotNull(FusedBlocks.NormReluDropout(x, norm, dropout));
        Assert.Null(FusedBlocks.NormReluDropout(x.to(ScalarType.Float64), norm, dropout));
        Assert.Null(FusedBlocks.NormReluDropout(randn(2, 3), norm, dropout));
        Assert.Null(FusedBlocks.NormReluDropout(randn(2, 4, 8), norm, dropout));
        Assert.Null(FusedBlocks.NormReluDropout(randn(1, 3, 1), norm, dropout));
        using (var frozen = BatchNorm1d(3))
        {
            frozen.eval();
            Assert.Null(FusedBlocks.NormReluDropout(x, frozen, dropout));
        }

        using (var bare = BatchNorm1d(3, affine: false))
        {
            Assert.Null(FusedBlocks.NormReluDropout(x, bare, dropout));
        }

        using (new WithoutDirectKernels())
        {
            Assert.Null(FusedBlocks.NormReluDropout(x, norm, dropout));
        }
    }

    // Result, gradients of input, scale and shift, running mean and variance, batches seen.
    private static Tensor[] Run(int batch, int channels, int samples, double p, bool oneByOne, double offset)
    {
        manual_seed(17);
        var type = oneByOne ? ScalarType.Float64 : ScalarType.Float32;
        var x = (randn(batch, channels, samples) + offset).to(type).detach().requires_grad_();
        var gradient = randn(batch, channels, samples);
        using var norm = BatchNorm1d(channels);
        using var dropout = Dropout(p);
        using (no_grad())
        {
            norm.weight!.copy_(rand(channels) + 0.5);
            norm.bias!.copy_(randn(channels));
        }

        Tensor y;
        if (oneByOne)
        {
            var wide = norm.to(ScalarType.Float64);
            // The mask of 32-bit floats, whose bits the fused pass draws too.
            var mask = dropout.call(ones(batch, channels, samples)).to(ScalarType.Float64);
            y = ((BatchNorm1d)wide).call(x).relu() * mask;
        }
        else
        {
            y = FusedBlocks.NormReluDropout(x, norm, dropout)!;
        }

        y.backward([gradient.to(type)]);
        return
        [
            y.detach(), x.grad!.clone(), norm.weight!.grad!.clone(), norm.bias!.grad!.clone(), norm.running_mean!.clone(), norm.running_var!.clone(),
            norm.num_batches_tracked!.to(ScalarType.Float32),
        ];
    }

    private static void AssertClose(Tensor[] expected, Tensor[] found, double tolerance)
    {
        string[] names = ["result", "input gradient", "scale gradient", "shift gradient", "running mean", "running variance", "batches"];
        foreach (var (name, e, f) in names.Zip(expected, found))
        {
            var wide = e.to(ScalarType.Float64);
            var largest = wide.abs().max().item<double>();
            var error = (f.to(ScalarType.Float64) - wide).abs().max().item<double>();
            Assert.True(error <= tolerance * (largest + 1), $"{name}: error {error:g4} where the largest element is {largest:g4}");
        }
    }
}
