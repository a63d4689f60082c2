using EcgScaling.LibTorch.Tests.Kernels;
using EcgScaling.LibTorch.Dispatch;
using EcgScaling.LibTorch.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Tests.Tensors;

public sealed class RandomTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_seed_gives_pytorchs_numbers()
    {
        Check("randn", () => randn(3, 7));
        Check("randn long", () => randn(40));
        Check("rand", () => rand(5, 2));
        Check("randn double", () => randn(9, ScalarType.Float64));
        Check("randint", () => randint(-5, 100, [11]));
        Check("randperm", () => randperm(13));
        Check("bernoulli", () => bernoulli(full(20, 0.3)));
        Check("bernoulli_", () => empty(20).bernoulli_(0.6));
        Check("normal_", () => empty(17).normal_(2, 0.5));
        Check("uniform_", () => empty(6).uniform_(-1, 3));
        Check("exponential_", () => empty(6).exponential_(2));
        Check("multinomial", () => multinomial(tensor([0.1f, 0.2f, 0.3f, 0.4f]), 10, replacement: true));
        using var twister = new DropoutSource(DropoutSource.Libtorch);
        Check("dropout", () => nn.functional.dropout(ones(50), 0.3));
    }

    [Fact]
    public void An_own_generator_is_independent_of_the_default_one()
    {
        using var generator = new Generator(7);
        manual_seed(1);
        var before = get_rng_state();

        GoldenTensors.Equal("random", "own generator", randn(5, generator: generator));

        Assert.True(before.Equals(get_rng_state()));
        Assert.Equal(7, generator.initial_seed());
    }

    [Fact]
    public void A_state_continues_where_it_was_taken()
    {
        manual_seed(5);
        var state = get_rng_state();
        _ = randn(3);
        set_rng_state(state);
        GoldenTensors.Equal("random", "state", randn(4));

        using var generator = new Generator(3);
        var own = generator.get_state();
        var first = rand(4, generator: generator);
        generator.set_state(own);
        Assert.True(first.Equals(rand(4, generator: generator)));
        Assert.ThrowsAny<Exception>(() => generator.set_state(zeros(3)));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.77)]
    public void The_bulk_dropout_has_the_bits_and_the_state_of_the_operator(double p)
    {
        using var twister = new DropoutSource(DropoutSource.Libtorch);
        var plain = new AtenOp("aten::dropout");
        foreach (var type in (ScalarType[])[ScalarType.Float32, ScalarType.Float64])
        {
            foreach (var length in (long[])[1, 2, 311, 312, 313, 5000])
            {
                var x = arange(length, type) + 1;
                manual_seed(length);
                _ = rand(3);
                var start = get_rng_state();
                var expected = plain.Tensor(x, p, true);
                var after = get_rng_state();
                set_rng_state(start);

                Assert.True(FusedDropout.Apply(x, p).Equals(expected));
                Assert.True(after.Equals(get_rng_state()));

                set_rng_state(start);
                Assert.True(FusedDropout.ApplyInPlace(x, p).Equals(expected));
                Assert.True(x.Equals(expected));
            }
        }
    }

    [Fact]
    public void The_bulk_dropout_passes_gradients_through_its_mask()
    {
        manual_seed(2);
        var x = ones(1000, requires_grad: true);
        var y = FusedDropout.Apply(x, 0.25);
        y.sum().backward();
        Assert.True(x.grad!.Equals(y.detach()));
    }

    private static void Check(string name, Func<Tensor> draw)
    {
        manual_seed(20260522);
        GoldenTensors.Equal("random", name, draw(), 1e-7);
    }
}
