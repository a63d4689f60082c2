using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.LibTorch.Tests.Kernels;

/// <summary>The products of linear layers against libtorch's own in double precision, whose gradients are checked by finite differences elsewhere.</summary>
public sealed class LinearProductTests
{
    // Sums of up to a few thousand float products, relative to the largest element of the result.
    private const double Tolerance = 3e-6;

    public static TheoryData<int, int, int> Shapes => new()
    {
        // rows, in, out: the ladder's layers, then rows and sums of powers of two, tails, one column, rows below the kernels' fewest
        { 2080, 64, 192 },
        { 2080, 256, 64 },
        { 520, 256, 1024 },
        { 520, 1024, 256 },
        { 300, 512, 512 },
        { 777, 50, 37 },
        { 260, 257, 33 },
        { 17, 1, 1 },
        { 64, 300, 1 },
        { 5, 40, 30 },
        { 40, 1100, 1000 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Result_and_gradients_are_those_of_libtorch_in_double_precision(int rows, int inputs, int outputs) => AssertAgrees(rows, inputs, outputs, seed: 5);

    [Fact]
    public void Any_shape_agrees_with_libtorch_in_double_precision()
    {
        var shapes =
            from rows in Gen.Choose(1, 700)
            from inputs in Gen.Choose(1, 600)
            from outputs in Gen.Choose(1, 300)
            select (rows, inputs, outputs);
        Prop.ForAll(Arb.From(shapes), shape => AssertAgrees(shape.rows, shape.inputs, shape.outputs, seed: 11)).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    [Theory]
    [InlineData(200, 64, 48)]
    [InlineData(530, 300, 512)]
    [InlineData(64, 48, 20)]
    public void The_bits_do_not_depend_on_the_number_of_threads(int rows, int inputs, int outputs)
    {
        using var scope = NewDisposeScope();
        AnyThreads.GiveTheBitsOfOne(() => Run(rows, inputs, outputs, seed: 3), 2, 3, 7);
    }

    [Fact]
    public void Views_and_non_contiguous_gradients_are_read_as_they_are()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var x = randn(20, 60, 6).transpose(0, 1).detach().requires_grad_();
        var w = randn(6, 50).t().detach().requires_grad_();
        var b = randn(50).requires_grad_();
        functional.linear(x, w, b).transpose(0, 1).pow(2).sum().backward();

        var (xd, wd, bd) = (Double(x), Double(w), Double(b));
        functional.linear(xd, wd, bd).pow(2).sum().backward();
        AssertClose(xd.grad!, x.grad!, 1e-3);
        AssertClose(wd.grad!, w.grad!, 1e-3);
        AssertClose(bd.grad!, b.grad!, 1e-3);
    }

    [Fact]
    public void Results_can_be_changed_in_place()
    {
        using var scope = NewDisposeScope();
        var (x, residual, layer) = (randn(3, 20, 8).requires_grad_(), randn(3, 20, 4), nn.Linear(8, 4));
        foreach (var result in (Tensor[])[functional.linear(x, layer.weight, layer.bias), FusedBlocks.LinearGelu(x, layer)!, FusedBlocks.LinearAdd(x, layer, residual)!])
        {
            x.grad?.zero_();
            var before = result.detach().clone();
            result.mul_(2).sum().backward();
            Assert.True(before.mul(2).Equals(result.detach()));
            Assert.True(x.grad!.abs().sum().item<float>() > 0);
        }
    }

    [Fact]
    public void A_gradient_can_be_differentiated_again()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var (x, w) = (randn(30, 8), randn(5, 8));
        Assert.True(allclose(Second(Double(x), Double(w)).to(ScalarType.Float32), Second(x, w), 1e-3, 1e-3));

        static Tensor Second(Tensor x, Tensor w)
        {
            x = x.detach().requires_grad_();
            w = w.detach().requires_grad_();
            var first = autograd.grad([functional.linear(x, w, ones(5, dtype: x.dtype)).pow(3).sum()], [x], create_graph: true)[0];
            first.pow(2).sum().backward();
            return w.grad!;
        }
    }

    private static void AssertAgrees(int rows, int inputs, int outputs, long seed)
    {
        using var scope = NewDisposeScope();
        var ours = Run(rows, inputs, outputs, seed);
        manual_seed(seed);
        var (x, w, b, g) = (Double(randn(rows, inputs)), Double(randn(outputs, inputs)), Double(randn(outputs)), randn(rows, outputs).to(ScalarType.Float64));
        var y = functional.linear(x, w, b);
        y.backward([g]);
        // One sum can all but cancel: what it is held to is the size that its summands give it.
        AssertClose(y, ours[0], Math.Sqrt(inputs));
        AssertClose(x.grad!, ours[1], Math.Sqrt(outputs));
        AssertClose(w.grad!, ours[2], Math.Sqrt(rows));
        AssertClose(b.grad!, ours[3], Math.Sqrt(rows));
    }

    private static Tensor[] Run(int rows, int inputs, int outputs, long seed)
    {
        manual_seed(seed);
        var (x, w, b, g) = (randn(rows, inputs).requires_grad_(), randn(outputs, inputs).requires_grad_(), randn(outputs).requires_grad_(), randn(rows, outputs));
        var y = functional.linear(x, w, b);
        y.backward([g]);
        return [y.detach(), x.grad!, w.grad!, b.grad!];
    }

    private static Tensor Double(Tensor x) => x.detach().to(ScalarType.Float64).requires_grad_();

    private static void AssertClose(Tensor expected, Tensor actual, double size)
    {
        var error = (expected.detach() - actual.detach().to(ScalarType.Float64)).abs().max().item<double>();
        var largest = Math.Max(expected.detach().abs().max().item<double>(), size);
        Assert.True(error <= Tolerance * largest, $"{error} of {largest} over {string.Join('x', expected.shape)}");
    }
}
