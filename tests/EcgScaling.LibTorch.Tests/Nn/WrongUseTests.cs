using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace EcgScaling.LibTorch.Tests.Nn;

/// <summary>Wrong shapes, types and uses are .NET exceptions, and the process goes on.</summary>
public sealed class WrongUseTests
{
    private static readonly Dictionary<string, Action> Uses = new()
    {
        ["convolution: channels"] = () => Conv1d(3, 4, 5).call(randn(2, 2, 10)),
        ["convolution: too short"] = () => Conv1d(3, 4, 50).call(randn(2, 3, 10)),
        ["convolution: type"] = () => Conv1d(3, 4, 5).call(randn([2, 3, 10], ScalarType.Float64)),
        ["convolution: dimensions"] = () => Conv1d(3, 4, 5).call(randn(10)),
        ["convolution: groups"] = () => Conv1d(3, 4, 5, groups: 2),
        ["convolution: same with stride"] = () => Conv1d(3, 4, 5, Padding.Same, stride: 2),
        ["convolution: reflect too far"] = () => Conv1d(1, 1, 9, padding: 4, padding_mode: PaddingModes.Reflect).call(randn(1, 1, 3)),
        ["transposed: length"] = () => ConvTranspose1d(1, 1, 3, stride: 2).forward(randn(1, 1, 4), [99]),
        ["linear: size"] = () => Linear(3, 4).call(randn(2, 5)),
        ["linear: type"] = () => Linear(3, 4).call(randn([2, 3], ScalarType.Float64)),
        ["batch norm: channels"] = () => BatchNorm1d(3).call(randn(2, 4, 5)),
        ["batch norm: dimensions"] = () => BatchNorm1d(3).call(randn(2, 3, 4, 5)),
        ["batch norm: one value"] = () => BatchNorm1d(3).call(randn(1, 3)),
        ["instance norm: one sample"] = () => InstanceNorm1d(3).call(randn(2, 3, 1)),
        ["layer norm: size"] = () => LayerNorm(5).call(randn(2, 4)),
        ["group norm: groups"] = () => GroupNorm(3, 4),
        ["embedding: index"] = () => Embedding(4, 2).call(tensor(new long[] { 4 })),
        ["embedding: padding"] = () => Embedding(4, 2, padding_idx: 4),
        ["dropout: probability"] = () => Dropout(1.5),
        ["dropout: not a number"] = () => F.dropout(randn(2), double.NaN),
        ["pool: window"] = () => AvgPool1d(20).call(randn(1, 1, 5)),
        ["attention: sizes"] = () => F.scaled_dot_product_attention(randn(2, 3, 4), randn(2, 3, 5), randn(2, 3, 5)),
        ["heads: division"] = () => MultiheadAttention(6, 4),
        ["heads: input"] = () => MultiheadAttention(6, 2).call(randn(3, 6), randn(3, 6), randn(3, 6)),
        ["heads: unsupported"] = () => MultiheadAttention(6, 2, kdim: 3),
        ["bce: shapes"] = () => F.binary_cross_entropy_with_logits(randn(2, 3), zeros(2, 1)),
        ["cross entropy: batch"] = () => F.cross_entropy(randn(2, 3), zeros([3], ScalarType.Int64)),
        ["cross entropy: class"] = () => F.cross_entropy(randn(1, 3), tensor(new long[] { 3 })),
        ["mse: shapes"] = () => F.mse_loss(randn(2, 3), randn(4, 3)),
        ["one hot: negative"] = () => F.one_hot(tensor(new long[] { -1 })),
        ["interpolate: both"] = () => F.interpolate(randn(1, 1, 4), [2], [2.0]),
        ["interpolate: mode"] = () => F.interpolate(randn(1, 1, 4), [2], mode: InterpolationMode.Bicubic),
        ["pad: odd"] = () => F.pad(randn(2, 3), [1, 2, 3]),
        ["init: vector"] = () => init.kaiming_uniform_(zeros(3)),
        ["vector: length"] = () => utils.vector_to_parameters(zeros(3), Linear(2, 2).parameters()),
    };

    public static TheoryData<string> Names => [.. Uses.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_use_is_an_exception_with_a_message(string name)
    {
        using var scope = NewDisposeScope();
        var error = Record.Exception(Uses[name]);
        Assert.NotNull(error);
        Assert.False(string.IsNullOrWhiteSpace(error.Message));
    }

    [Fact]
    public void A_released_tensor_is_an_exception()
    {
        using var scope = NewDisposeScope();
        using var linear = Linear(2, 2);
        var x = randn(3, 2);
        x.Dispose();
        Assert.Throws<ObjectDisposedException>(() => linear.call(x));
    }

    [Fact]
    public void A_null_input_is_an_exception()
    {
        using var scope = NewDisposeScope();
        using var linear = Linear(2, 2);
        Assert.NotNull(Record.Exception(() => linear.call(null!)));
        Assert.Throws<ArgumentNullException>(() => Sequential().append(null!));
        Assert.Throws<ArgumentNullException>(() => new TorchSharp.Modules.Parameter(null!));
    }
}
