using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.LibTorch.Tests.Kernels;

/// <summary>The max-pool with its bytes against libtorch's, and its gradient against finite differences.</summary>
public sealed class FusedPoolTests
{
    // Lengths around the 16 windows of a vector; windows of 2 and 4 have loops of their own.
    private static Gen<Pool> Pools =>
        from batch in Gen.Choose(1, 3)
        from channels in Gen.Choose(1, 4)
        from window in Gen.Frequency((3, Gen.Constant(4)), (2, Gen.Constant(2)), (3, Gen.Choose(3, 20)), (1, Gen.Elements(255, 256)))
        from samples in Gen.OneOf(Gen.Choose(1, 40), Gen.Choose(1, 300), Gen.Choose(1, 40).Select(windows => windows * window))
        from ceil in Gen.Elements(true, false)
        where ceil || samples >= window
        from turned in Gen.Elements(false, true)
        from seed in Gen.Choose(0, 10_000)
        select new Pool(batch, channels, samples, window, ceil, turned, seed);

    [Fact]
    public void Result_and_gradient_are_libtorchs_to_the_last_bit_also_with_equal_infinite_and_missing_values() =>
        Prop.ForAll(Arb.From(Pools), pool =>
        {
            using var scope = NewDisposeScope();
            // Few different values: most windows hold their maximum more than once.
            foreach (var awkward in (bool[])[false, true])
            {
                var x = awkward ? pool.Awkward() : pool.Input();
                var found = pool.Gradients(x);
                using var without = new WithoutDirectKernels();
                var expected = pool.Gradients(x);
                Assert.Equal(expected[0].shape, found[0].shape);
                Assert.Equal(Values(expected[0]), Values(found[0]));
                Assert.Equal(Values(expected[1]), Values(found[1]));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void The_gradient_is_that_of_finite_differences_in_double_precision() =>
        Prop.ForAll(Arb.From(Pools), pool =>
        {
            using var scope = NewDisposeScope();
            const double Step = 1e-4;
            // All values differ by more than the step.
            var x = pool.Input();
            var gradient = pool.Gradients(x)[1].reshape(-1);
            var direction = pool.Direction(x).to(ScalarType.Float64);
            var wide = x.to(ScalarType.Float64).contiguous();
            for (var element = 0L; element < gradient.numel(); element += 1 + (gradient.numel() / 12))
            {
                var slope = (Moved(element, Step) - Moved(element, -Step)) / (2 * Step);
                Assert.Equal(slope, gradient[element].item<float>(), 1e-5);
            }

            double Moved(long element, double step)
            {
                var moved = wide.clone();
                moved.view(-1)[element] += step;
                return (functional.max_pool1d(moved, pool.Window, ceil_mode: pool.Ceil) * direction).sum().item<double>();
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void The_bits_do_not_depend_on_the_number_of_threads()
    {
        using var scope = NewDisposeScope();
        var pool = new Pool(5, 7, 4099, 4, true, false, 3);
        AnyThreads.GiveTheBitsOfOne(() => pool.Gradients(pool.Input()), 3);
    }

    [Fact]
    public void A_gradient_can_be_differentiated_again()
    {
        using var scope = NewDisposeScope();
        var pool = new Pool(2, 3, 22, 4, true, false, 5);
        var expected = Second(kernels: false);
        Assert.True(expected.abs().max().item<float>() > 0);
        Assert.True(allclose(expected, Second(kernels: true)));

        Tensor Second(bool kernels)
        {
            using var without = kernels ? null : new WithoutDirectKernels();
            var x = pool.Input().detach().requires_grad_();
            var first = autograd.grad([functional.max_pool1d(x, 4, ceil_mode: true).pow(3).sum()], [x], create_graph: true)[0];
            first.pow(2).sum().backward();
            return x.grad!;
        }
    }

    [Fact]
    public void The_layer_takes_it_with_and_without_a_batch_and_without_a_gradient()
    {
        using var scope = NewDisposeScope();
        using var layer = MaxPool1d(4, stride: 4, ceil_mode: true);
        var x = randn(2, 3, 37);
        var expected = functional.max_pool1d(x.to(ScalarType.Float64), 4, ceil_mode: true).to(ScalarType.Float32);
        Assert.True(expected.Equals(layer.call(x)));
        Assert.True(expected[1].Equals(layer.call(x[1])));
        var leaf = x.detach().requires_grad_();
        // Bytes are kept, not the input: it may be written over, which libtorch's operator refuses.
        var input = leaf * 1;
        var y = layer.call(input);
        input.zero_();
        y.sum().backward();
        Assert.Equal(y.numel(), leaf.grad!.sum().item<float>());
        using var quiet = no_grad();
        Assert.False(layer.call(leaf).requires_grad);
        Assert.True(expected.Equals(layer.call(leaf)));
    }

    [Fact]
    public void Where_it_does_not_apply_libtorchs_operator_does_it()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 3, 300);
        Assert.NotNull(FusedBlocks.MaxPool(x, 4, 4, 0, 1, false));
        Assert.NotNull(FusedBlocks.MaxPool(x, 256, 256, 0, 1, false));
        Assert.Null(FusedBlocks.MaxPool(x, 257, 257, 0, 1, false));
        Assert.Null(FusedBlocks.MaxPool(x, 1, 1, 0, 1, false));
        Assert.Null(FusedBlocks.MaxPool(x, 4, 3, 0, 1, false));
        Assert.Null(FusedBlocks.MaxPool(x, 4, 5, 0, 1, false));
        Assert.Null(FusedBlocks.MaxPool(x, 4, 4, 1, 1, false));
        Assert.Null(FusedBlocks.MaxPool(x, 4, 4, 0, 2, false));
        Assert.Null(FusedBlocks.MaxPool(x.narrow(2, 0, 3), 4, 4, 0, 1, false));
        Assert.NotNull(FusedBlocks.MaxPool(x.narrow(2, 0, 3), 4, 4, 0, 1, true));
        Assert.Null(FusedBlocks.MaxPool(x.to(ScalarType.Float64), 4, 4, 0, 1, false));
        Assert.Null(FusedBlocks.MaxPool(x[0][0], 4, 4, 0, 1, false));
        using (new WithoutDirectKernels())
        {
            Assert.Null(FusedBlocks.MaxPool(x, 4, 4, 0, 1, false));
        }
    }

    private static float[] Values(Tensor tensor) => tensor.contiguous().data<float>().ToArray();

    private sealed record Pool(int Batch, int Channels, int Samples, int Window, bool Ceil, bool Turned, int Seed)
    {
        /// <summary>Values that all differ, in any order; in memory sample by sample where <see cref="Turned"/>.</summary>
        public Tensor Input()
        {
            manual_seed(Seed);
            var values = randperm(Batch * Channels * (long)Samples).to(ScalarType.Float32) * 0.01f;
            return Turned ? values.view(Batch, Samples, Channels).transpose(1, 2) : values.view(Batch, Channels, Samples);
        }

        /// <summary>Whole numbers from 0 to 2 with some infinities and NaNs.</summary>
        public Tensor Awkward()
        {
            var few = Input().mul(100).remainder(3);
            var draw = rand_like(few);
            few = few.masked_fill(draw.lt(0.05), float.NaN).masked_fill(draw.gt(0.95), float.NegativeInfinity);
            return few.masked_fill(draw.gt(0.93).logical_and(draw.lt(0.95)), float.PositiveInfinity);
        }

        public Tensor Direction(Tensor input)
        {
            manual_seed(Seed + 1);
            return randn_like(functional.max_pool1d(input.detach(), Window, ceil_mode: Ceil));
        }

        /// <summary>The result and the input's gradient.</summary>
        public Tensor[] Gradients(Tensor input)
        {
            var leaf = input.detach().requires_grad_();
            var y = functional.max_pool1d(leaf, Window, ceil_mode: Ceil);
            return [y.detach(), autograd.grad([y], [leaf], [Direction(input)])[0]];
        }
    }
}
