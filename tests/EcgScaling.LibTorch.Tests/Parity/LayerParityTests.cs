using EcgScaling.LibTorch.Tests.Kernels;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.LibTorch.Tests.Parity;

/// <summary>Initialisers and single layers against PyTorch's numbers.</summary>
public sealed class LayerParityTests
{
    public static TheoryData<string, long[]> Initialisers => new()
    {
        { "uniform", [5, 7] }, { "normal", [5, 7] }, { "trunc_normal", [20, 30] }, { "trunc_normal_cut", [20, 30] }, { "kaiming_uniform", [8, 4, 3] },
        { "kaiming_normal", [8, 4, 3] }, { "xavier_uniform", [8, 4, 3] }, { "xavier_normal", [8, 4, 3] }, { "orthogonal_wide", [3, 5] },
        { "orthogonal_tall", [6, 2, 2] },
    };

    [Theory]
    [MemberData(nameof(Initialisers))]
    public void An_initialiser_draws_pytorchs_numbers(string name, long[] shape)
    {
        using var scope = NewDisposeScope();
        torch.manual_seed(7);
        var t = empty(shape);
        var result = name switch
        {
            "uniform" => init.uniform_(t, -0.3, 0.4),
            "normal" => init.normal_(t, 0.1, 0.02),
            "trunc_normal" => init.trunc_normal_(t, std: 0.02),
            "trunc_normal_cut" => init.trunc_normal_(t, 0.5, 1.5, -0.2, 1.0),
            "kaiming_uniform" => init.kaiming_uniform_(t, Math.Sqrt(5)),
            "kaiming_normal" => init.kaiming_normal_(t, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU),
            "xavier_uniform" => init.xavier_uniform_(t, 1.5),
            "xavier_normal" => init.xavier_normal_(t),
            "orthogonal_wide" => init.orthogonal_(t),
            _ => init.orthogonal_(t, 2.0),
        };
        Reference.AssertClose(Reference.At("initialisers", name), t, name, name.StartsWith("orthogonal", StringComparison.Ordinal) ? 1e-6 : 0);
        Assert.True(result.eq(t).all().item<bool>());
    }

    [Fact]
    public void Layers_start_and_compute_as_in_pytorch()
    {
        // The bits of libtorch's own operators are compared.
        using var libtorchOnly = new WithoutDirectKernels();
        using var scope = NewDisposeScope();
        torch.manual_seed(99);
        var transpose = ConvTranspose1d(4, 6, 5, stride: 2, padding: 1, output_padding: 1, groups: 2);
        var embedding = Embedding(10, 4, padding_idx: 3);
        var linear = Linear(7, 3, false);
        var attention = MultiheadAttention(8, 2);
        var same = Conv1d(3, 4, 4, Padding.Same);
        var circular = Conv1d(3, 4, 5, padding: 2, padding_mode: PaddingModes.Circular);
        var instance = InstanceNorm1d(3, affine: true, track_running_stats: true);
        var named = new (string Name, Module Module)[]
        {
            ("conv_transpose", transpose), ("embedding", embedding), ("linear", linear), ("attention", attention), ("same", same), ("circular", circular),
            ("instance", instance),
        };
        var weights = Reference.At("layers", "weights");
        var keys = new List<string>();
        var x = randn(5, 2, 8);
        var s = randn(2, 3, 12);
        Reference.AssertSame(Reference.At("layers", "x"), x, "x");
        Reference.AssertSame(Reference.At("layers", "s"), s, "s");
        var padding = tensor(new[] { false, false, true, false, false, false, false, false, false, false }, [2, 5]);
        var (attended, shares) = attention.call(x, x, x, padding);
        var plain = attention.call(x, x, x, padding, need_weights: false);
        var outputs = Reference.At("layers", "outputs");
        Reference.AssertClose(outputs.GetProperty("attention"), attended, "attention", 1e-6);
        Reference.AssertClose(outputs.GetProperty("attention"), plain.Item1, "attention without weights", 1e-6);
        Assert.Null(plain.Item2);
        Reference.AssertClose(outputs.GetProperty("attention_weights"), shares, "weights", 1e-6);
        Reference.AssertClose(outputs.GetProperty("conv_transpose"), transpose.call(arange(48.0f).reshape(2, 4, 6) / 48), "conv_transpose", 1e-7);
        Reference.AssertClose(outputs.GetProperty("embedding"), embedding.call(tensor(new long[] { 1, 3, 9 }, [1, 3])), "embedding", 0);
        Reference.AssertClose(outputs.GetProperty("linear"), linear.call(arange(14.0f).reshape(2, 7) / 14), "linear", 1e-7);
        Reference.AssertClose(outputs.GetProperty("same"), same.call(s), "same", 1e-7);
        Reference.AssertClose(outputs.GetProperty("circular"), circular.call(s), "circular", 1e-7);
        Reference.AssertClose(outputs.GetProperty("instance"), instance.call(s), "instance", 1e-7);
        foreach (var (name, module) in named)
        {
            foreach (var (key, value) in module.state_dict())
            {
                keys.Add($"{name}.{key}");
                Reference.AssertClose(weights.GetProperty($"{name}.{key}"), value, $"{name}.{key}", 0);
            }
        }

        Assert.Equal(weights.EnumerateObject().Select(p => p.Name), keys);
    }

    [Fact]
    public void Attention_is_what_its_definition_says()
    {
        using var scope = NewDisposeScope();
        torch.manual_seed(3);
        const ScalarType Double = ScalarType.Float64;
        var (q, k, v) = (randn(2, 3, 5, 4, dtype: Double), randn(2, 3, 7, 4, dtype: Double), randn(2, 3, 7, 6, dtype: Double));
        var attended = rand(5, 7).gt(0.3).logical_or(arange(7).eq(0));
        var added = randn(5, 7, dtype: Double);
        foreach (var (mask, causal) in new (Tensor?, bool)[] { (null, false), (attended, false), (added, false), (null, true) })
        {
            var native = functional.scaled_dot_product_attention(q, k, v, mask, 0, causal);
            var scores = q.matmul(k.transpose(-2, -1)) / 2.0;
            scores = mask is null ? scores : mask.dtype == ScalarType.Bool ? scores.masked_fill(mask.logical_not(), double.NegativeInfinity) : scores + mask;
            scores = causal ? scores.masked_fill(ones(5, 7, dtype: ScalarType.Bool).tril().logical_not(), double.NegativeInfinity) : scores;
            Assert.True(native.allclose(scores.softmax(-1).matmul(v), 1e-12, 1e-12), $"mask {mask?.dtype}, causal {causal}");
        }

        Assert.Throws<ArgumentException>(() => functional.scaled_dot_product_attention(q, k, v, attended, 0, true));
    }
}
