using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Tests.Tensors;

public sealed class OperatorGoldenTests
{
    [Fact]
    public void Operators_give_the_numbers_of_pytorch()
    {
        using var scope = NewDisposeScope();
        var a = GoldenTensors.Read("op", "a");
        var b = GoldenTensors.Read("op", "b");

        Check("matmul", a.matmul(b));
        Check("einsum", einsum("ij,jk->ki", a, b));
        Check("std dim 1", a.std(1));
        Check("var all biased", a.var(unbiased: false));
        Check("amax dim 0", a.amax([0]));
        Check("max values", a.max(1).values);
        Check("max places", a.max(1).indexes);
        Check("topk", a.topk(2, 1).values);
        Check("sort places", a.sort(1, descending: true).Indices);
        Check("cumsum", a.cumsum(1));
        Check("logsumexp", a.logsumexp(1));
        Check("softmax", a.softmax(1));
        Check("norm", a.norm());
        Check("quantile", a.quantile(tensor([0.1, 0.5, 0.9]), dim: 1));
        Check("roll", a.roll((1, -1), (0, 1)));
        Check("unfold", a.unfold(1, 3, 1));
        Check("flip", a.flip(1));
        Check("tril", a.tril(-1));
        Check("diagonal", a.diagonal(1));
        Check("rfft", fft.rfft(a, dim: 1));
        Check("irfft", fft.irfft(fft.rfft(a, n: 6), n: 6));
        Check("gather", a.gather(1, tensor(new long[,] { { 0, 3 }, { 1, 1 }, { 2, 0 } })));
        Check("scatter_add", zeros(3, 4, ScalarType.Float64).scatter_add(1, tensor([0L, 0, 1, 2]).expand(3, 4), a));
        Check("where", where(a.gt(0), a, -a * 2));
        Check("floor divide", (a * 7).div(2, RoundingMode.floor));
        Check("trunc divide", (a * 7).div(2, RoundingMode.trunc));
        Check("remainder", (a * 7) % 3);
        Check("repeat_interleave", a.repeat_interleave(2, 1));
        Check("polar", polar(a.abs(), a));
        Check("arange", arange(1, 2, 0.3));
        Check("linspace", linspace(-1, 1, 5));
        Check("histc", a.histc(5, -2, 2));
        Check("unique", tensor([3, 1, 3, 2, 1]).unique().output);
        Check("10 - a", 10 - a);
        Check("1 / a", 1 / a);
    }

    [Fact]
    public void Transforms_and_linear_algebra_give_the_numbers_of_pytorch()
    {
        using var scope = NewDisposeScope();
        var a = GoldenTensors.Read("op", "a");
        var m = a.mm(a.T) + eye(3, dtype: ScalarType.Float64);
        var signal = linspace(0, 3, 64, ScalarType.Float64).sin().reshape(2, 32);
        var window = hann_window(16, dtype: ScalarType.Float64);

        Check("stft", stft(signal, 16, 4, window: window));
        Assert.True(istft(stft(signal, 16, 4, window: window), 16, 4, window: window).allclose(signal));
        Check("hamming", hamming_window(7));
        Check("inv", linalg.inv(m));
        Check("solve", linalg.solve(m, a));
        Check("eigvalsh", linalg.eigvalsh(m));
        Check("slogdet", linalg.slogdet(m).Item2);
        Check("svdvals", linalg.svdvals(a));
        Check("vector_norm", linalg.vector_norm(a, 3, [1]));
        Assert.Equal(float.MaxValue, finfo(ScalarType.Float32).max);
        Assert.True(m.mT.Equals(m.transpose(0, 1)));
    }

    [Fact]
    public void Element_types_follow_pytorch()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Int64, arange(5).dtype);
        Assert.Equal(ScalarType.Float32, arange(0.5, 5).dtype);
        Assert.Equal(ScalarType.Int64, full(2, 7).dtype);
        Assert.Equal(ScalarType.Float32, (ones(2) * 2.5).dtype);
        Assert.Equal(ScalarType.Float64, (ones(2) + ones(2, ScalarType.Float64)).dtype);
        Assert.Equal(ScalarType.Float32, (tensor([1L, 2L]) / tensor([2L, 2L])).dtype);
        Assert.Equal(ScalarType.Bool, tensor([1, 2]).eq(1).dtype);
    }

    private static void Check(string name, Tensor actual) => GoldenTensors.Equal("op", name, actual, 1e-6);
}
