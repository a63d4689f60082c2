using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Tests.Kernels;

/// <summary>The one-pass Adam against the operators that it replaces.</summary>
public sealed class FusedAdamTests
{
    public static TheoryData<string> Kinds => ["adamw", "adam", "amsgrad"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Weights_and_state_are_those_of_the_operators(string kind)
    {
        using var scope = NewDisposeScope();
        Tensor[] expected;
        using (new WithoutDirectKernels())
        {
            expected = Run(kind);
        }

        foreach (var (e, f) in expected.Zip(Run(kind)))
        {
            // Operators round after each product, the one pass after each multiply-add: half a unit, some times over.
            var error = (e - f).abs().max().item<float>();
            Assert.True(error <= 1e-6 * (1 + e.abs().max().item<float>()), $"{kind}: {error}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_bits_do_not_depend_on_the_number_of_threads(string kind)
    {
        using var scope = NewDisposeScope();
        AnyThreads.GiveTheBitsOfOne(() => Run(kind), 3);
    }

    [Fact]
    public void What_is_no_contiguous_float_is_left_to_the_operators_and_counts_its_steps_once()
    {
        using var scope = NewDisposeScope();
        using var wide = new Parameter(ones(3, 4, dtype: ScalarType.Float64));
        using var narrow = new Parameter(ones(5));
        using var optimiser = optim.AdamW([wide, narrow], 0.1);
        wide.grad = ones(3, 4, dtype: ScalarType.Float64);
        narrow.grad = ones(5);
        optimiser.step();
        optimiser.step();
        Assert.All(optimiser.state_dict().State, state => Assert.Equal(2, ((AdamW.State)state).step));
        Assert.Equal(wide.detach().mean().item<double>(), narrow.detach().mean().item<float>(), 1e-6);
        Assert.True(wide.detach().mean().item<double>() < 0.9);
    }

    // Weights and moments of parameters of odd sizes, one of them longer than a piece, another without a gradient at first.
    private static Tensor[] Run(string kind)
    {
        manual_seed(2);
        Parameter[] parameters = [new(randn(3)), new(randn(50_001)), new(randn(7, 11)), new(randn(33))];
        OptimizerHelper optimiser = kind switch
        {
            "adamw" => optim.AdamW(parameters, 0.01, weight_decay: 0.1),
            "adam" => optim.Adam(parameters, 0.01, weight_decay: 0.1),
            _ => optim.AdamW(parameters, 0.01, amsgrad: true),
        };
        for (var step = 0; step < 20; step++)
        {
            foreach (var parameter in parameters.Skip(step < 5 ? 1 : 0))
            {
                parameter.grad = randn_like(parameter.detach());
            }

            optimiser.step();
        }

        var states = optimiser.state_dict().State.Cast<AdamState>().ToArray();
        Assert.Equal([15L, 20, 20, 20], states.Select(state => state.step));
        return [.. parameters.Select(parameter => parameter.detach().clone()), .. states.Select(state => state.exp_avg.clone()), .. states.Select(state => state.exp_avg_sq.clone())];
    }
}
