using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.LibTorch.Tests.Kernels;

/// <summary>
/// The fused layer normalisation on rows as they come, also those whose values are all but equal: its error against double precision, row by row, is at most
/// four times that of libtorch's own 32-bit kernel on the same row, or a few units in the last place of the terms that the row's result is made of.
/// </summary>
public sealed class LayerNormAccuracyTests
{
    private const double Eps = 1e-5;
    private const double TimesLibtorch = 4;

    // Where libtorch happens to hit the exact value: units in the last place of the largest term of the row.
    private const double Units = 4 * 1.1920929e-7;

    [Fact]
    public void Errors_are_those_of_libtorch_at_any_width()
    {
        var shapes =
            from batch in Gen.Choose(1, 4)
            from tokens in Gen.Choose(1, 80)
            from width in Gen.OneOf(Gen.Choose(1, 8), Gen.Choose(9, 300))
            from seed in Gen.Choose(0, 1000)
            select (batch, tokens, width, seed);
        Prop.ForAll(Arb.From(shapes), shape =>
        {
            using var scope = NewDisposeScope();
            manual_seed(shape.seed);
            AssertAccurate(randn(shape.batch, shape.tokens, shape.width), randn(shape.width), randn(shape.width));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(17)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(256)]
    public void Rows_far_from_zero_whose_values_are_all_but_equal_keep_their_digits(int width)
    {
        using var scope = NewDisposeScope();
        manual_seed(width);
        foreach (var spread in (double[])[1e-4, 1e-2, 1])
        {
            AssertAccurate((randn(3, 70, width) * spread) + (randn(3, 70, 1) * 3), randn(width), randn(width));
        }
    }

    /// <summary>Asserts it of all rows of <paramref name="x"/>, and of each feature's gradients of scale and shift.</summary>
    internal static void AssertAccurate(Tensor x, Tensor weight, Tensor bias)
    {
        var gradient = randn_like(x);
        var found = Gradients(x, weight, bias, gradient);
        Tensor[] peer;
        using (new WithoutDirectKernels())
        {
            peer = Gradients(x, weight, bias, gradient);
        }

        var (exact, terms) = Exact(x.to(ScalarType.Float64), weight.to(ScalarType.Float64), bias.to(ScalarType.Float64), gradient.to(ScalarType.Float64));
        string[] names = ["result", "input gradient", "scale gradient", "shift gradient"];
        for (var i = 0; i < names.Length; i++)
        {
            var (error, theirs) = (Error(found[i], exact[i]), Error(peer[i], exact[i]));
            var allowed = (theirs * TimesLibtorch) + (terms[i] * Units);
            var worst = (error / allowed.clamp(min: 1e-30)).max().item<double>();
            Assert.True(worst <= 1, $"({string.Join(", ", x.shape)}): the {names[i]} is {worst:g3} times as far off as allowed, at most {error.max().item<double>():g3}");
        }
    }

    // The largest error of a row of (row, feature), or that of each element of (feature).
    private static Tensor Error(Tensor found, Tensor exact)
    {
        var error = (found.to(ScalarType.Float64) - exact).abs();
        return error.dim() > 1 ? error.amax([-1L]) : error;
    }

    private static Tensor[] Gradients(Tensor x, Tensor weight, Tensor bias, Tensor gradient)
    {
        Tensor[] leaves = [.. new[] { x, weight, bias }.Select(tensor => tensor.detach().clone().requires_grad_())];
        var y = functional.layer_norm(leaves[0], [x.shape[^1]], leaves[1], leaves[2], Eps);
        y.backward([gradient]);
        return [y.detach(), .. leaves.Select(leaf => leaf.grad!)];
    }

    // By the formulas, in double precision, with the size of the terms that are added up in each row or, for scale and shift, in each column;
    // a normalised value counts with the largest of its row, from which its rounding comes.
    private static (Tensor[] Values, Tensor[] Terms) Exact(Tensor x, Tensor weight, Tensor bias, Tensor gradient)
    {
        var away = x - x.mean([-1L], true);
        var scale = (away.square().mean([-1L], true) + Eps).rsqrt();
        var normal = away * scale;
        var inner = gradient * weight;
        var shift = inner.mean([-1L], true);
        var slope = (inner * normal).mean([-1L], true);
        var size = ((inner.abs() + inner.abs().mean([-1L], true) + (normal.abs() * (inner * normal).abs().mean([-1L], true))) * scale).amax([-1L]);
        return (
            [(normal * weight) + bias, (inner - shift - (normal * slope)) * scale, (gradient * normal).sum([0L, 1L]), gradient.sum([0L, 1L])],
            [((normal * weight).abs() + bias.abs()).amax([-1L]), size, (gradient * normal.abs().amax([-1L], true)).abs().sum([0L, 1L]), gradient.abs().sum([0L, 1L])]);
    }
}
