using EcgScaling.LibTorch.Native;
using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.LibTorch.Tests.Kernels;

/// <summary>The direct convolution against libtorch's own in double precision, whose gradients are checked by finite differences elsewhere.</summary>
public sealed class DirectConvolutionTests
{
    // Sums of up to a few thousand float products, relative to the largest element of the result.
    private const double Tolerance = 3e-6;
    private const double Smallest = 1e-3;

    public static TheoryData<int, int, int, int, int, int, int> Shapes => new()
    {
        // batch, in, samples, out, kernel, stride, padding: the ladder's nets, then odd lengths, tails, one channel, no padding, wide padding
        { 3, 12, 512, 4, 17, 1, 8 },
        { 3, 8, 512, 8, 17, 4, 7 },
        { 2, 49, 250, 49, 17, 4, 7 },
        { 2, 20, 64, 23, 16, 1, 8 },
        { 33, 5, 16, 6, 17, 4, 7 },
        { 1, 1, 3, 1, 3, 1, 0 },
        { 2, 3, 17, 5, 3, 2, 1 },
        { 2, 7, 333, 5, 5, 3, 2 },
        { 3, 2, 50, 31, 31, 2, 15 },
        { 2, 9, 101, 7, 9, 5, 8 },
        { 2, 4, 33, 3, 64, 1, 63 },
        { 5, 6, 15, 2, 15, 1, 0 },
        { 2, 3, 40, 4, 9, 8, 4 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Result_and_gradients_are_those_of_libtorch_in_double_precision(int batch, int channels, int samples, int outputs, int kernel, int stride, int padding) =>
        AssertAgrees(new Shape(batch, channels, samples, outputs, kernel, stride, padding), seed: 5);

    [Fact]
    public void Any_shape_agrees_with_libtorch_in_double_precision()
    {
        var shapes =
            from batch in Gen.Choose(1, 9)
            from channels in Gen.Choose(1, 40)
            from outputs in Gen.Choose(1, 40)
            from kernel in Gen.Choose(3, 31)
            from stride in Gen.Choose(1, Math.Min(8, kernel - 1))
            from padding in Gen.Choose(0, kernel - 1)
            from samples in Gen.Choose(Math.Max(1, kernel - (2 * padding)), 300)
            select new Shape(batch, channels, samples, outputs, kernel, stride, padding);
        Prop.ForAll(Arb.From(shapes), shape => AssertAgrees(shape, seed: 11)).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void The_bits_do_not_depend_on_the_number_of_threads(int threads)
    {
        using var scope = NewDisposeScope();
        AnyThreads.GiveTheBitsOfOne(() => Run(new Shape(6, 12, 400, 10, 17, 4, 7), seed: 3), threads);
    }

    [Fact]
    public void Views_and_non_contiguous_gradients_are_read_as_they_are()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var x = randn(4, 60, 6).transpose(1, 2).detach().requires_grad_();
        var w = randn(5, 9, 6).transpose(1, 2).detach().requires_grad_();
        var y = functional.conv1d(x, w, padding: 4);
        y.transpose(1, 2).pow(2).sum().backward();

        var xd = x.detach().to(ScalarType.Float64).requires_grad_();
        var wd = w.detach().to(ScalarType.Float64).requires_grad_();
        functional.conv1d(xd, wd, padding: 4).pow(2).sum().backward();
        AssertClose(xd.grad!, x.grad!, "input gradient");
        AssertClose(wd.grad!, w.grad!, "weight gradient");
    }

    [Fact]
    public void Only_the_gradients_that_are_wanted_are_made()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 3, 40);
        var w = randn(4, 3, 5).requires_grad_();
        functional.conv1d(x, w).sum().backward();
        Assert.NotNull(w.grad);
        Assert.Null(x.grad);

        var fixedWeight = randn(4, 3, 5);
        var input = randn(2, 3, 40).requires_grad_();
        functional.conv1d(input, fixedWeight).sum().backward();
        Assert.NotNull(input.grad);
        using var quiet = no_grad();
        Assert.False(functional.conv1d(input, w).requires_grad);
    }

    [Fact]
    public void A_gradient_can_be_differentiated_again()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var x = randn(2, 3, 30);
        var w = randn(4, 3, 5);
        Assert.True(allclose(Second(x.to(ScalarType.Float64), w.to(ScalarType.Float64)).to(ScalarType.Float32), Second(x, w), 1e-3, 1e-3));

        static Tensor Second(Tensor x, Tensor w)
        {
            x = x.detach().requires_grad_();
            w = w.detach().requires_grad_();
            var first = autograd.grad([functional.conv1d(x, w).pow(3).sum()], [x], create_graph: true)[0];
            first.pow(2).sum().backward();
            return w.grad!;
        }
    }

    [Fact]
    public void What_they_do_not_handle_goes_to_libtorch()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 4, 40);
        Assert.Equal([2, 6, 40], functional.conv1d(x, randn(6, 2, 3), padding: 1, groups: 2).shape);
        Assert.Equal([2, 6, 36], functional.conv1d(x, randn(6, 4, 3), dilation: 2).shape);
        Assert.Equal([6, 38], functional.conv1d(randn(4, 40), randn(6, 4, 3)).shape);
        Assert.Equal(ScalarType.Float64, functional.conv1d(x.to(ScalarType.Float64), randn(6, 4, 3, dtype: ScalarType.Float64)).dtype);
        Assert.Equal([0, 6, 38], functional.conv1d(randn(0, 4, 40), randn(6, 4, 3)).shape);
        var error = Assert.ThrowsAny<Exception>(() => functional.conv1d(x, randn(6, 5, 3)));
        Assert.Contains("channels", error.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => functional.conv1d(x, randn(6, 4, 50)));
    }

    [Fact]
    public void Five_hundred_steps_with_and_without_them_have_the_same_losses()
    {
        double[] with = Losses();
        double[] without;
        using (new WithoutDirectKernels())
        {
            without = Losses();
        }

        // Float32 noise grows with the steps; at the end it is far below the loss itself.
        for (var i = 0; i < with.Length; i++)
        {
            Assert.True(Math.Abs(with[i] - without[i]) <= 1e-5 + (2e-3 * without[i]), $"step {i}: {with[i]:g9} with, {without[i]:g9} without");
        }

        Assert.True(with[^1] < 0.5 * with[0], $"the loss fell from {with[0]:g4} to {with[^1]:g4} only");

        static double[] Losses()
        {
            using var scope = NewDisposeScope();
            manual_seed(8);
            using var net = Sequential(
                Conv1d(3, 8, 17, padding: 8, bias: false), BatchNorm1d(8), ReLU(), Conv1d(8, 12, 17, stride: 4, padding: 8), ReLU(), AdaptiveAvgPool1d(1), Flatten(), Linear(12, 4));
            using var optimizer = optim.SGD(net.parameters(), 0.05, momentum: 0.9);
            var x = randn(16, 3, 96);
            var y = rand(16, 4).gt(0.5).to(ScalarType.Float32);
            var losses = new double[500];
            for (var i = 0; i < losses.Length; i++)
            {
                using var step = NewDisposeScope();
                optimizer.zero_grad();
                var loss = functional.binary_cross_entropy_with_logits(net.call(x), y);
                loss.backward();
                optimizer.step();
                losses[i] = loss.item<float>();
            }

            return losses;
        }
    }

    [Fact]
    public void The_instruction_set_is_one_of_three() => Assert.Contains(DirectKernels.InstructionSet, (string[])["avx512", "avx2", "portable"]);

    private static void AssertAgrees(Shape shape, ulong seed)
    {
        using var scope = NewDisposeScope();
        var found = Run(shape, seed);
        var expected = Run(shape, seed, ScalarType.Float64);
        string[] names = ["output", "input gradient", "weight gradient", "bias gradient"];
        foreach (var (name, e, f) in names.Zip(expected, found))
        {
            // A sum of unit normals: with one output there is one sum only, which may all but cancel, and its error does not.
            AssertClose(e, f, $"{shape}: {name}", name == "bias gradient" ? 1 : Smallest);
        }
    }

    private static Tensor[] Run(Shape shape, ulong seed, ScalarType type = ScalarType.Float32)
    {
        manual_seed((long)seed);
        var x = randn(shape.Batch, shape.Channels, shape.Samples).to(type).detach().requires_grad_();
        var w = randn(shape.Outputs, shape.Channels, shape.Kernel).to(type).detach().requires_grad_();
        var b = randn(shape.Outputs).to(type).detach().requires_grad_();
        var y = functional.conv1d(x, w, b, stride: shape.Stride, padding: shape.Padding);
        var gradient = randn_like(y.detach().to(ScalarType.Float32)).to(type);
        y.backward([gradient]);
        return [y.detach(), x.grad!, w.grad!, b.grad!];
    }

    private static void AssertClose(Tensor expected, Tensor found, string what, double smallest = Smallest)
    {
        Assert.Equal(expected.shape, found.shape);
        var largest = expected.abs().max().item<double>();
        var error = (found.to(ScalarType.Float64) - expected).abs().max().item<double>();
        Assert.True(error <= Tolerance * (largest + smallest), $"{what}: error {error:g4} where the largest element is {largest:g4}");
    }

    private sealed record Shape(int Batch, int Channels, int Samples, int Outputs, int Kernel, int Stride, int Padding);
}
