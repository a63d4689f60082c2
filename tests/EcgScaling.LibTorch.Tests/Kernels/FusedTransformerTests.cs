using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.LibTorch.Tests.Kernels;

/// <summary>The Transformer's fused layers against libtorch's operators in double precision, and their gradients against finite differences.</summary>
public sealed class FusedTransformerTests
{
    private const double Tolerance = 3e-6;

    public static TheoryData<string> Names => ["layer norm", "linear gelu", "linear add", "attention"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_shape_agrees_with_libtorch_in_double_precision(string name)
    {
        // Widths around the 16 floats of a vector, tokens around the 32 whose scores are held at once, rows around the 64 of a share.
        var shapes =
            from batch in Gen.Choose(1, 4)
            from tokens in Gen.Choose(1, 80)
            from width in Gen.Choose(1, 70)
            from outputs in Gen.Choose(1, 70)
            from heads in Gen.Choose(1, 4)
            select new Layer(name, batch, tokens, width, outputs, heads);
        Prop.ForAll(Arb.From(shapes), shape => AssertAgrees(shape)).Check(Config.QuickThrowOnFailure.WithMaxTest(80));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_those_of_finite_differences_in_double_precision(string name)
    {
        using var scope = NewDisposeScope();
        var layer = new Layer(name, 2, 5, 6, 7, 2);
        var inputs = layer.Inputs(3);
        var weights = layer.Direction(inputs);
        var found = layer.Gradients(inputs, weights, fused: true);
        const double Step = 1e-5;
        for (var i = 0; i < inputs.Length; i++)
        {
            var wide = Array.ConvertAll(inputs, tensor => tensor.to(ScalarType.Float64));
            var flat = found[i + 1].reshape(-1).to(ScalarType.Float64);
            for (var element = 0L; element < flat.numel(); element += 3)
            {
                var up = Shifted(wide, i, element, Step);
                var down = Shifted(wide, i, element, -Step);
                var slope = ((layer.Plain(up) - layer.Plain(down)) * weights.to(ScalarType.Float64)).sum().item<double>() / (2 * Step);
                Assert.Equal(slope, flat[element].item<double>(), 2e-5 * (1 + Math.Abs(slope)));
            }
        }

        static Tensor[] Shifted(Tensor[] inputs, int which, long element, double step) =>
            [.. inputs.Select((tensor, i) =>
            {
                if (i != which)
                {
                    return tensor;
                }

                var moved = tensor.clone();
                moved.view(-1)[element] += step;
                return moved;
            })];
    }

    [Theory]
    [InlineData("layer norm")]
    [InlineData("attention")]
    public void The_bits_do_not_depend_on_the_number_of_threads(string name)
    {
        using var scope = NewDisposeScope();
        var layer = new Layer(name, 5, 77, 48, 48, 3);
        var inputs = layer.Inputs(8);
        var direction = layer.Direction(inputs);
        AnyThreads.GiveTheBitsOfOne(() => layer.Gradients(inputs, direction, fused: true), 3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_gradient_can_be_differentiated_again(string name)
    {
        using var scope = NewDisposeScope();
        var layer = new Layer(name, 2, 4, 6, 5, 2);
        var inputs = layer.Inputs(4);
        Assert.True(allclose(Second(fused: false), Second(fused: true), 1e-3, 1e-3));

        Tensor Second(bool fused)
        {
            var leaves = Array.ConvertAll(inputs, tensor => tensor.detach().requires_grad_());
            var y = fused ? layer.Fused(leaves)! : layer.Plain(leaves);
            var first = autograd.grad([y.pow(2).sum()], [leaves[0]], create_graph: true)[0];
            first.pow(2).sum().backward();
            return leaves[0].grad!;
        }
    }

    [Fact]
    public void Large_scores_do_not_overflow_and_extreme_inputs_are_those_of_gelu()
    {
        using var scope = NewDisposeScope();
        var joint = randn(1, 40, 3 * 8) * 100;
        var expected = new Layer("attention", 1, 40, 8, 8, 1).Plain([joint.to(ScalarType.Float64)]);
        Assert.True(allclose(expected, FusedBlocks.SelfAttention(joint, 1)!.to(ScalarType.Float64), 1e-3, 1e-3));
        // All scores far below zero: the padding of the last vector must not count as the largest.
        var opposed = cat([full([1, 3, 4], 40.0f), full([1, 3, 4], -40.0f), randn(1, 3, 4)], 2);
        Assert.True(allclose(opposed.narrow(2, 8, 4).mean([1], true).expand(1, 3, 4), FusedBlocks.SelfAttention(opposed, 1)!, 1e-4, 1e-4));

        using var linear = Linear(1, 1);
        using (no_grad())
        {
            linear.weight.fill_(1);
            linear.bias!.fill_(0);
        }

        var x = tensor(new[] { -1e30f, -20, -9, -6, -1, -1e-4f, 0, 1e-4f, 1, 6, 9, 20, 1e30f }).unsqueeze(1);
        var y = FusedBlocks.LinearGelu(x, linear)!;
        var exact = functional.gelu(x.to(ScalarType.Float64));
        Assert.True(allclose(exact, y.to(ScalarType.Float64), 4e-7, 1e-7), string.Join(", ", y.data<float>().ToArray()));
        Assert.True(FusedBlocks.LinearGelu(full([1, 1], float.NaN), linear)!.isnan().item<bool>());
    }

    [Fact]
    public void Where_the_kernels_do_not_apply_the_layers_are_left_to_the_caller()
    {
        using var scope = NewDisposeScope();
        using var linear = Linear(6, 4);
        using var bare = Linear(6, 4, hasBias: false);
        var x = randn(2, 3, 6);
        var residual = randn(2, 3, 4);
        Assert.NotNull(FusedBlocks.LinearGelu(x, linear));
        Assert.Null(FusedBlocks.LinearGelu(x, bare));
        Assert.Null(FusedBlocks.LinearGelu(x.to(ScalarType.Float64), linear));
        Assert.Null(FusedBlocks.LinearGelu(randn(2, 3, 5), linear));
        Assert.NotNull(FusedBlocks.LinearAdd(x, linear, residual));
        Assert.Null(FusedBlocks.LinearAdd(x, linear, randn(1, 3, 4)));
        Assert.Null(FusedBlocks.SelfAttention(x, 4));
        Assert.NotNull(FusedBlocks.SelfAttention(x, 2));
        using (new WithoutDirectKernels())
        {
            Assert.Null(FusedBlocks.LinearGelu(x, linear));
            Assert.Null(FusedBlocks.LinearAdd(x, linear, residual));
            Assert.Null(FusedBlocks.SelfAttention(x, 2));
        }
    }

    private static void AssertAgrees(Layer layer)
    {
        using var scope = NewDisposeScope();
        var inputs = layer.Inputs(21);
        if (layer.Name == "layer norm")
        {
            // A row's error depends on how equal its values are: measured row by row, beside libtorch's.
            LayerNormAccuracyTests.AssertAccurate(inputs[0], inputs[1], inputs[2]);
            return;
        }

        var direction = layer.Direction(inputs);
        var expected = layer.Gradients(Array.ConvertAll(inputs, tensor => tensor.to(ScalarType.Float64)), direction.to(ScalarType.Float64), fused: false);
        var found = layer.Gradients(inputs, direction, fused: true);
        foreach (var (e, f) in expected.Zip(found))
        {
            var largest = e.abs().max().item<double>();
            var error = (f.to(ScalarType.Float64) - e).abs().max().item<double>();
            Assert.True(error <= Tolerance * (largest + 1), $"{layer}: error {error:g4} where the largest element is {largest:g4}");
        }
    }

    private sealed record Layer(string Name, int Batch, int Tokens, int Width, int Outputs, int Heads)
    {
        public Tensor[] Inputs(int seed)
        {
            manual_seed(seed);
            var scale = 1 / Math.Sqrt(Width);
            return Name switch
            {
                "layer norm" => [randn(Batch, Tokens, Width), randn(Width), randn(Width)],
                "linear gelu" => [randn(Batch, Tokens, Width), randn(Outputs, Width) * scale, randn(Outputs)],
                "linear add" => [randn(Batch, Tokens, Width), randn(Outputs, Width) * scale, randn(Outputs), randn(Batch, Tokens, Outputs)],
                _ => [randn(Batch, Tokens, 3 * Heads * (long)((Width / Heads) + 1))],
            };
        }

        public Tensor Direction(Tensor[] inputs)
        {
            using var quiet = no_grad();
            return randn_like(Plain(inputs));
        }

        public Tensor Plain(Tensor[] inputs)
        {
            switch (Name)
            {
                case "layer norm":
                    var away = inputs[0] - inputs[0].mean([-1L], true);
                    return (away * (away.square().mean([-1L], true) + 1e-5).rsqrt() * inputs[1]) + inputs[2];
                case "linear gelu":
                    return functional.gelu(functional.linear(inputs[0], inputs[1], inputs[2]));
                case "linear add":
                    return functional.linear(inputs[0], inputs[1], inputs[2]) + inputs[3];
                default:
                    var size = inputs[0].shape[2] / 3 / Heads;
                    var parts = inputs[0].view(Batch, Tokens, 3, Heads, size).permute(2, 0, 3, 1, 4).unbind(0);
                    var weights = functional.softmax(parts[0].matmul(parts[1].transpose(2, 3)) / Math.Sqrt(size), -1);
                    return weights.matmul(parts[2]).transpose(1, 2).reshape(Batch, Tokens, Heads * size);
            }
        }

        public Tensor? Fused(Tensor[] inputs) => Name switch
        {
            "layer norm" => FusedBlocks.LayerNorm(inputs[0], [Width], inputs[1], inputs[2], 1e-5),
            "linear gelu" => FusedBlocks.LinearGelu(inputs[0], inputs[1], inputs[2]),
            "linear add" => FusedBlocks.LinearAdd(inputs[0], inputs[1], inputs[2], inputs[3]),
            _ => FusedBlocks.SelfAttention(inputs[0], Heads),
        };

        /// <summary>The result and the gradients of all inputs.</summary>
        public Tensor[] Gradients(Tensor[] inputs, Tensor direction, bool fused)
        {
            var leaves = Array.ConvertAll(inputs, tensor => tensor.detach().clone().requires_grad_());
            var y = fused ? Fused(leaves)! : Plain(leaves);
            y.backward([direction]);
            return [y.detach(), .. leaves.Select(leaf => leaf.grad!.clone())];
        }
    }
}
