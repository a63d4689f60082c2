using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.LibTorch.Tests.Kernels;

/// <summary>The fused attention with rotary positions, masked keys and dropout against operators in double precision that take the same masks.</summary>
public sealed class FusedAttentionTests : IDisposable
{
    private const double Tolerance = 3e-6;
    private readonly DropoutSource _counter = new(DropoutSource.Counter);

    public static TheoryData<string> Kinds => ["rotary", "rotary of each tracing", "masked", "dropout", "everything"];

    public void Dispose() => _counter.Dispose();

    [Fact]
    public void Any_shape_agrees_with_operators_in_double_precision()
    {
        // Tokens around the 32 whose scores are held at once, features around the 16 of a vector.
        var shapes =
            from batch in Gen.Choose(1, 3)
            from tokens in Gen.Choose(1, 80)
            from heads in Gen.Choose(1, 3)
            from half in Gen.Choose(1, 20)
            from rotary in Gen.Elements(0, 1, 2)
            from masked in Gen.Elements(true, false)
            from p in Gen.Elements(0, 0.1, 0.7)
            select new Attention(batch, tokens, heads, 2 * half, rotary, masked, p);
        Prop.ForAll(Arb.From(shapes), shape =>
        {
            using var scope = NewDisposeScope();
            var inputs = shape.Inputs(7);
            var found = shape.Gradients(inputs, fused: true);
            var state = get_rng_state();
            foreach (var (e, f) in shape.Gradients(inputs, fused: false).Zip(found))
            {
                var largest = e.abs().max().item<double>();
                var error = (f.to(ScalarType.Float64) - e).abs().max().item<double>();
                Assert.True(error <= Tolerance * (largest + 1), $"{shape}: error {error:g4} where the largest element is {largest:g4}");
            }

            Assert.True(state.Equals(get_rng_state()), $"{shape}: other draws than one mask's");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_gradient_is_that_of_finite_differences_in_double_precision(string kind)
    {
        using var scope = NewDisposeScope();
        const double Step = 1e-5;
        var shape = Attention.Of(kind, 2, 5, 2, 4);
        var inputs = shape.Inputs(3);
        var gradient = shape.Gradients(inputs, fused: true)[1].reshape(-1);
        var direction = shape.Direction().to(ScalarType.Float64);
        for (var element = 0L; element < gradient.numel(); element += 3)
        {
            var slope = (Moved(element, Step) - Moved(element, -Step)) / (2 * Step);
            Assert.Equal(slope, gradient[element].item<float>(), 2e-5 * (1 + Math.Abs(slope)));
        }

        double Moved(long element, double step)
        {
            var moved = inputs.Joint.to(ScalarType.Float64);
            moved.view(-1)[element] += step;
            return (shape.Plain(inputs, moved) * direction).sum().item<double>();
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_bits_do_not_depend_on_the_number_of_threads(string kind)
    {
        using var scope = NewDisposeScope();
        var shape = Attention.Of(kind, 5, 77, 3, 16);
        var inputs = shape.Inputs(8);
        AnyThreads.GiveTheBitsOfOne(() => shape.Gradients(inputs, fused: true), 3);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_gradient_can_be_differentiated_again(string kind)
    {
        using var scope = NewDisposeScope();
        var shape = Attention.Of(kind, 2, 4, 2, 4);
        var inputs = shape.Inputs(4);
        Assert.True(allclose(Second(fused: false), Second(fused: true), 1e-3, 1e-3));

        Tensor Second(bool fused)
        {
            var leaf = inputs.Joint.detach().requires_grad_();
            var first = autograd.grad([(fused ? shape.Fused(inputs, leaf) : shape.Plain(inputs, leaf)).pow(2).sum()], [leaf], create_graph: true)[0];
            first.pow(2).sum().backward();
            return leaf.grad!;
        }
    }

    /// <summary>Values that are unit vectors show the weights themselves. Shares within five deviations of independent draws.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void Dropout_keeps_the_share_that_was_asked_for_and_follows_the_default_generator(double p)
    {
        using var scope = NewDisposeScope();
        const int Tokens = 64, Heads = 4, Batch = 16;
        manual_seed(1);
        var projected = randn(Batch, Tokens, 2 * Heads * Tokens);
        var joint = cat([projected, eye(Tokens).repeat(1, Heads).expand(Batch, -1, -1)], 2);
        var whole = FusedBlocks.SelfAttention(joint, Heads)!;

        manual_seed(5);
        var first = FusedBlocks.SelfAttention(joint, Heads, p: p)!;
        var second = FusedBlocks.SelfAttention(joint, Heads, p: p)!;
        manual_seed(5);
        Assert.True(first.Equals(FusedBlocks.SelfAttention(joint, Heads, p: p)!));
        Assert.False(first.Equals(second));
        manual_seed(6);
        Assert.False(first.Equals(FusedBlocks.SelfAttention(joint, Heads, p: p)!));

        var dropped = first.eq(0);
        var count = dropped.numel();
        Assert.InRange(dropped.to(ScalarType.Float64).mean().item<double>(), p - (5 * Math.Sqrt(p * (1 - p) / count)), p + (5 * Math.Sqrt(p * (1 - p) / count)));
        Assert.True(allclose(first, whole.masked_fill(dropped, 0) / (1 - p), 1e-5, 1e-9));
        // Each call, tracing and head drops others: two masks agree where both keep or both drop.
        var agreement = (p * p) + ((1 - p) * (1 - p));
        foreach (var (a, b) in new[] { (dropped, second.eq(0)), (dropped[0], dropped[1]), (dropped.narrow(2, 0, Tokens), dropped.narrow(2, Tokens, Tokens)) })
        {
            Assert.Equal(agreement, a.eq(b).to(ScalarType.Float64).mean().item<double>(), 5 * Math.Sqrt(agreement * (1 - agreement) / a.numel()));
        }
    }

    [Fact]
    public void What_a_mask_hides_has_no_part_in_the_result()
    {
        using var scope = NewDisposeScope();
        var shape = new Attention(3, 40, 2, 8, Rotary: 1, Masked: true, P: 0);
        var inputs = shape.Inputs(2);
        var hidden = inputs.Mask!.view(3, 40, 1).logical_not();
        Assert.True(hidden.any().item<bool>());
        var other = inputs.Joint.clone();
        other.narrow(2, 16, 32).masked_fill_(hidden, 1000);
        Assert.True(shape.Fused(inputs, inputs.Joint).Equals(shape.Fused(inputs, other)));
        var gradient = shape.Gradients(inputs, fused: true)[1].narrow(2, 16, 32);
        Assert.Equal(0, gradient.masked_select(hidden).abs().sum().item<float>());
        Assert.NotEqual(0, gradient.abs().sum().item<float>());
    }

    [Fact]
    public void Where_it_does_not_apply_the_operators_are_left_to_the_caller()
    {
        using var scope = NewDisposeScope();
        var joint = randn(2, 5, 24);
        var keys = ones([2, 1, 1, 5], ScalarType.Bool);
        var angles = (randn(5, 2), randn(5, 2));
        Assert.NotNull(FusedBlocks.SelfAttention(joint, 2, keys, angles, 0.5));
        Assert.NotNull(FusedBlocks.SelfAttention(joint, 2, rotary: (randn(2, 1, 5, 2), randn(2, 1, 5, 2))));
        Assert.Null(FusedBlocks.SelfAttention(joint, 2, keys.expand(2, 1, 5, 5)));
        Assert.Null(FusedBlocks.SelfAttention(joint, 2, keys.narrow(0, 0, 1)));
        Assert.Null(FusedBlocks.SelfAttention(joint, 2, keys.to(ScalarType.Float32)));
        Assert.Null(FusedBlocks.SelfAttention(joint, 2, rotary: (randn(5, 4), randn(5, 4))));
        Assert.Null(FusedBlocks.SelfAttention(joint, 2, rotary: (randn(4, 2), randn(4, 2))));
        Assert.Null(FusedBlocks.SelfAttention(joint, 2, rotary: (randn(3, 1, 5, 2), randn(3, 1, 5, 2))));
        Assert.Null(FusedBlocks.SelfAttention(joint, 2, rotary: (angles.Item1, angles.Item2.to(ScalarType.Float64))));
        Assert.Null(FusedBlocks.SelfAttention(joint, 2, rotary: (angles.Item1.clone().requires_grad_(), angles.Item2)));
        Assert.Null(FusedBlocks.SelfAttention(joint, 8, rotary: (randn(5, 1), randn(5, 1))));
        Assert.Null(FusedBlocks.SelfAttention(joint, 2, p: 1));
        using (new DropoutSource(DropoutSource.Libtorch))
        {
            Assert.Null(FusedBlocks.SelfAttention(joint, 2, p: 0.5));
            Assert.NotNull(FusedBlocks.SelfAttention(joint, 2, p: 0));
        }

        using (new WithoutDirectKernels())
        {
            Assert.Null(FusedBlocks.SelfAttention(joint, 2, keys, angles, 0.5));
        }
    }

    private sealed record Given(Tensor Joint, Tensor? Mask, (Tensor Cos, Tensor Sin)? Rotary);

    // Rotary: 0 without, 1 angles for all tracings, 2 for each tracing its own.
    private sealed record Attention(int Batch, int Tokens, int Heads, int Size, int Rotary, bool Masked, double P)
    {
        private const int MaskSeed = 11;

        public static Attention Of(string kind, int batch, int tokens, int heads, int size) => kind switch
        {
            "rotary" => new(batch, tokens, heads, size, 1, false, 0),
            "rotary of each tracing" => new(batch, tokens, heads, size, 2, false, 0),
            "masked" => new(batch, tokens, heads, size, 0, true, 0),
            "dropout" => new(batch, tokens, heads, size, 0, false, 0.3),
            _ => new(batch, tokens, heads, size, 2, true, 0.3),
        };

        /// <summary>At least the first key is never masked.</summary>
        public Given Inputs(int seed)
        {
            manual_seed(seed);
            var joint = randn(Batch, Tokens, 3L * Heads * Size);
            var mask = rand(Batch, 1, 1, Tokens).gt(0.4).logical_or(arange(Tokens).eq(0));
            var angles = Rotary == 2 ? randn(Batch, 1, Tokens, Size / 2) : randn(Tokens, Size / 2);
            return new Given(joint, Masked ? mask : null, Rotary == 0 ? null : (angles.cos(), angles.sin()));
        }

        public Tensor Direction()
        {
            manual_seed(9);
            return randn(Batch, Tokens, (long)Heads * Size);
        }

        public Tensor Fused(Given given, Tensor joint)
        {
            manual_seed(MaskSeed);
            return FusedBlocks.SelfAttention(joint, Heads, given.Mask, given.Rotary, P)!;
        }

        public Tensor Plain(Given given, Tensor joint)
        {
            manual_seed(MaskSeed);
            var parts = joint.view(Batch, Tokens, 3, Heads, Size).permute(2, 0, 3, 1, 4).unbind(0);
            var scores = Turn(parts[0]).matmul(Turn(parts[1]).transpose(2, 3)) / Math.Sqrt(Size);
            if (given.Mask is not null)
            {
                scores = scores.masked_fill(given.Mask.logical_not(), double.NegativeInfinity);
            }

            var weights = functional.softmax(scores, -1);
            if (P > 0)
            {
                weights = weights * functional.dropout(ones(Batch, Heads, Tokens, Tokens), P).to(joint.dtype);
            }

            return weights.matmul(parts[2]).transpose(1, 2).reshape(Batch, Tokens, Heads * Size);

            Tensor Turn(Tensor x)
            {
                if (given.Rotary is not var (cos, sin))
                {
                    return x;
                }

                var (c, s) = (cos.to(x.dtype), sin.to(x.dtype));
                var (a, b) = (x.narrow(3, 0, Size / 2), x.narrow(3, Size / 2, Size / 2));
                return cat([(a * c) - (b * s), (b * c) + (a * s)], 3);
            }
        }

        /// <summary>The result and the gradient of the joint projection; without the fused pass in double precision.</summary>
        public Tensor[] Gradients(Given given, bool fused)
        {
            var direction = Direction();
            var leaf = (fused ? given.Joint : given.Joint.to(ScalarType.Float64)).detach().requires_grad_();
            var y = fused ? Fused(given, leaf) : Plain(given, leaf);
            return [y.detach(), autograd.grad([y], [leaf], [direction.to(y.dtype)])[0]];
        }
    }
}
