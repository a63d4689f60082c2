using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace EcgScaling.LibTorch.Tests.Nn;

/// <summary>Gradients of every functional form and layer against finite differences in float64.</summary>
public sealed class GradientTests
{
    private const ScalarType Double = ScalarType.Float64;

    private static readonly Dictionary<string, (long[][] Shapes, Func<Tensor[], Tensor> Function)> Functions = new()
    {
        ["conv1d"] = ([[2, 4, 9], [6, 2, 3], [6]], t => F.conv1d(t[0], t[1], t[2], stride: 2, padding: 1, dilation: 2, groups: 2)),
        ["conv1d_padding"] = ([[2, 2, 7], [3, 2, 4], [3]], t => F.conv1d_padding(t[0], t[1], t[2], padding: Padding.Same)),
        ["conv_transpose1d"] = ([[2, 4, 5], [4, 3, 3], [6]], t => F.conv_transpose1d(t[0], t[1], t[2], stride: 2, padding: 1, output_padding: 1, groups: 2)),
        ["linear"] = ([[2, 3, 4], [5, 4], [5]], t => F.linear(t[0], t[1], t[2])),
        ["linear without bias"] = ([[3, 4], [5, 4]], t => F.linear(t[0], t[1])),
        ["scaled_dot_product_attention"] = ([[2, 2, 3, 4], [2, 2, 5, 4], [2, 2, 5, 3]], t => F.scaled_dot_product_attention(t[0], t[1], t[2])),
        ["attention with a mask"] = ([[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4], [3, 3]], t => F.scaled_dot_product_attention(t[0], t[1], t[2], t[3])),
        ["causal attention"] = ([[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4]], t => F.scaled_dot_product_attention(t[0], t[1], t[2], is_casual: true)),
        ["layer_norm"] = ([[3, 2, 4], [2, 4], [2, 4]], t => F.layer_norm(t[0], [2, 4], t[1], t[2])),
        ["group_norm"] = ([[2, 4, 5], [4], [4]], t => F.group_norm(t[0], 2, t[1], t[2])),
        ["instance_norm"] = ([[2, 3, 5], [3], [3]], t => F.instance_norm(t[0], weight: t[1], bias: t[2])),
        ["batch_norm, training"] = ([[4, 3, 5], [3], [3]], t => F.batch_norm(t[0], null, null, t[1], t[2], training: true)),
        ["batch_norm, evaluation"] = (
            [[4, 3, 5], [3], [3]], t => F.batch_norm(t[0], full([3], 0.1, dtype: Double), full([3], 2.0, dtype: Double), t[1], t[2])),
        ["relu"] = ([[3, 4]], t => F.relu(t[0])),
        ["leaky_relu"] = ([[3, 4]], t => F.leaky_relu(t[0], 0.1)),
        ["gelu"] = ([[3, 4]], t => F.gelu(t[0])),
        ["gelu by tanh"] = ([[3, 4]], t => F.gelu(t[0], TorchSharp.Modules.GELU.Approximate.tanh)),
        ["silu"] = ([[3, 4]], t => F.silu(t[0])),
        ["silu in place"] = ([[3, 4]], t => F.silu(t[0] * 1.0, inplace: true)),
        ["sigmoid"] = ([[3, 4]], t => F.sigmoid(t[0])),
        ["logsigmoid"] = ([[3, 4]], t => F.logsigmoid(t[0])),
        ["tanh"] = ([[3, 4]], t => F.tanh(t[0])),
        ["softmax"] = ([[3, 4]], t => F.softmax(t[0], 1)),
        ["log_softmax"] = ([[3, 4]], t => F.log_softmax(t[0], 0)),
        ["max_pool1d"] = ([[2, 3, 9]], t => F.max_pool1d(t[0], 3, 2, 1)),
        ["max_pool1d_with_indices"] = ([[2, 3, 9]], t => F.max_pool1d_with_indices(t[0], 3).output),
        ["avg_pool1d"] = ([[2, 3, 9]], t => F.avg_pool1d(t[0], 4, 2, 1, count_include_pad: false)),
        ["adaptive_avg_pool1d"] = ([[2, 3, 7]], t => F.adaptive_avg_pool1d(t[0], 3)),
        ["adaptive_max_pool1d"] = ([[2, 3, 7]], t => F.adaptive_max_pool1d(t[0], 3)),
        ["binary_cross_entropy_with_logits"] = ([[3, 4]], t => F.binary_cross_entropy_with_logits(t[0], Targets(3, 4))),
        ["the same, weighted"] = (
            [[3, 4]], t => F.binary_cross_entropy_with_logits(t[0], Targets(3, 4), Ramp(3, 4), Reduction.None, Ramp(4))),
        ["binary_cross_entropy"] = ([[3, 4]], t => F.binary_cross_entropy(t[0].sigmoid(), Targets(3, 4), reduction: Reduction.Sum)),
        ["cross_entropy"] = ([[4, 5]], t => F.cross_entropy(t[0], tensor(new long[] { 1, 0, 4, -100 }), Ramp(5), label_smoothing: 0.1)),
        ["cross_entropy of probabilities"] = ([[4, 5]], t => F.cross_entropy(t[0], Ramp(4, 5).softmax(1), reduction: Reduction.Sum)),
        ["mse_loss"] = ([[3, 4], [3, 4]], t => F.mse_loss(t[0], t[1])),
        ["l1_loss"] = ([[3, 4], [3, 4]], t => F.l1_loss(t[0], t[1], Reduction.Sum)),
        ["smooth_l1_loss"] = ([[3, 4], [3, 4]], t => F.smooth_l1_loss(t[0], t[1], Reduction.None, 0.7)),
        ["huber_loss"] = ([[3, 4], [3, 4]], t => F.huber_loss(t[0], t[1], 0.7)),
        ["normalize"] = ([[3, 4]], t => F.normalize(t[0], 2, 1)),
        ["normalize, p 3"] = ([[3, 4]], t => F.normalize(t[0], 3, 0)),
        ["cosine_similarity"] = ([[3, 4], [3, 4]], t => F.cosine_similarity(t[0], t[1])),
        ["pad"] = ([[2, 3, 4]], t => F.pad(t[0], (2, -1), value: 3)),
        ["pad by reflection"] = ([[2, 3, 5]], t => F.pad(t[0], [2, 3], PaddingModes.Reflect)),
        ["pad by the edge"] = ([[2, 3, 5]], t => F.pad(t[0], 2, PaddingModes.Replicate)),
        ["pad around"] = ([[2, 3, 5]], t => F.pad(t[0], (1, 2), PaddingModes.Circular)),
        ["interpolate to the nearest"] = ([[2, 3, 5]], t => F.interpolate(t[0], [8])),
        ["interpolate, scale"] = ([[2, 3, 5]], t => F.interpolate(t[0], scale_factor: [0.6], mode: InterpolationMode.NearestExact)),
        ["interpolate in lines"] = ([[2, 3, 5]], t => F.interpolate(t[0], [9], mode: InterpolationMode.Linear)),
        ["interpolate in lines, corners"] = ([[2, 3, 5]], t => F.interpolate(t[0], scale_factor: [1.7], mode: InterpolationMode.Linear, align_corners: true)),
        ["interpolate by area"] = ([[2, 3, 7]], t => F.interpolate(t[0], [3], mode: InterpolationMode.Area)),
    };

    private static readonly Dictionary<string, (long[] Shape, Func<Module<Tensor, Tensor>> Make)> Layers = new()
    {
        ["Conv1d"] = ([2, 4, 9], () => Conv1d(4, 6, 3, stride: 2, padding: 1, dilation: 2, groups: 2, dtype: Double)),
        ["Conv1d, reflect"] = ([2, 2, 9], () => Conv1d(2, 3, 5, padding: 2, padding_mode: PaddingModes.Reflect, dtype: Double)),
        ["Conv1d, same"] = ([2, 2, 9], () => Conv1d(2, 3, 4, Padding.Same, dilation: 2, dtype: Double)),
        ["ConvTranspose1d"] = ([2, 4, 5], () => ConvTranspose1d(4, 2, 4, stride: 2, padding: 1, dtype: Double)),
        ["Linear"] = ([3, 4], () => Linear(4, 5, dtype: Double)),
        ["BatchNorm1d"] = ([4, 3, 5], () => BatchNorm1d(3, dtype: Double)),
        ["BatchNorm1d of vectors"] = ([5, 3], () => BatchNorm1d(3, track_running_stats: false, dtype: Double)),
        ["InstanceNorm1d"] = ([2, 3, 5], () => InstanceNorm1d(3, affine: true, dtype: Double)),
        ["InstanceNorm1d without batch"] = ([3, 5], () => InstanceNorm1d(3, affine: true, dtype: Double)),
        ["LayerNorm"] = ([2, 3, 4], () => LayerNorm([3, 4], dtype: Double)),
        ["LayerNorm without bias"] = ([2, 3, 4], () => LayerNorm(4, bias: false, dtype: Double)),
        ["GroupNorm"] = ([2, 4, 3], () => GroupNorm(2, 4, dtype: Double)),
        ["GELU"] = ([3, 4], () => GELU()),
        ["GELU by tanh"] = ([3, 4], () => GELU(TorchSharp.Modules.GELU.Approximate.tanh)),
        ["ReLU"] = ([3, 4], () => ReLU()),
        ["SiLU"] = ([3, 4], () => SiLU()),
        ["Sigmoid"] = ([3, 4], () => Sigmoid()),
        ["LogSigmoid"] = ([3, 4], () => LogSigmoid()),
        ["Tanh"] = ([3, 4], () => Tanh()),
        ["LeakyReLU"] = ([3, 4], () => LeakyReLU()),
        ["Softmax"] = ([3, 4], () => Softmax(1)),
        ["Flatten"] = ([2, 3, 4], () => Flatten()),
        ["Identity"] = ([2, 3], () => Identity()),
        ["Dropout, probability 0"] = ([2, 3], () => Dropout(0)),
        ["MaxPool1d"] = ([2, 3, 9], () => MaxPool1d(3, 2, 1)),
        ["AvgPool1d"] = ([2, 3, 9], () => AvgPool1d(3, 2, 1)),
        ["AdaptiveAvgPool1d"] = ([2, 3, 7], () => AdaptiveAvgPool1d(3)),
        ["AdaptiveMaxPool1d"] = ([2, 3, 7], () => AdaptiveMaxPool1d(3)),
        ["Sequential"] = ([4, 3, 8], () => Sequential(Conv1d(3, 4, 3, dtype: Double), BatchNorm1d(4, dtype: Double), GELU(), Flatten(), Linear(24, 2, dtype: Double))),
    };

    public static TheoryData<string> FunctionNames => [.. Functions.Keys];

    public static TheoryData<string> LayerNames => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(FunctionNames))]
    public void A_function_has_the_gradient_of_its_differences(string name)
    {
        using var scope = NewDisposeScope();
        torch.manual_seed(11);
        var (shapes, function) = Functions[name];
        var inputs = Array.ConvertAll(shapes, shape => randn(shape, Double, requires_grad: true));
        GradientCheck.Run(name, inputs, function);
    }

    [Theory]
    [MemberData(nameof(LayerNames))]
    public void A_layer_has_the_gradient_of_its_differences(string name)
    {
        using var scope = NewDisposeScope();
        torch.manual_seed(12);
        var (shape, make) = Layers[name];
        using var layer = make();
        Tensor[] inputs = [randn(shape, Double, requires_grad: true), .. layer.parameters()];
        GradientCheck.Run(name, inputs, t => layer.call(t[0]));
    }

    [Fact]
    public void A_table_and_attention_have_the_gradients_of_their_differences()
    {
        using var scope = NewDisposeScope();
        torch.manual_seed(13);
        using var table = Embedding(6, 3, padding_idx: -1, dtype: Double);
        var indices = tensor(new long[] { 0, 2, 2, 4 });
        GradientCheck.Run("Embedding", [table.weight], _ => table.call(indices));

        using var attention = MultiheadAttention(4, 2).to(Double);
        var x = randn([3, 2, 4], Double, requires_grad: true);
        GradientCheck.Run("MultiheadAttention", [x, .. attention.parameters()], t => attention.call(t[0], t[0], t[0]).Item1);
    }

    [Fact]
    public void Dropout_passes_gradients_where_it_passes_values()
    {
        using var scope = NewDisposeScope();
        torch.manual_seed(14);
        var x = ones([1000], requires_grad: true);
        var y = F.dropout(x, 0.25);
        y.sum().backward();
        Assert.True(y.detach().eq(x.grad!).all().item<bool>());
        var kept = y.ne(0).sum().item<long>();
        Assert.InRange(kept, 690, 810);
        Assert.Equal(1 / 0.75f, y.max().item<float>());
        Assert.True(F.dropout(x, 0.25, training: false).eq(x).all().item<bool>());
    }

    private static Tensor Targets(params long[] shape) => arange(Count(shape), dtype: Double).remainder(3).div(2).reshape(shape);

    private static Tensor Ramp(params long[] shape) => arange(Count(shape), dtype: Double).mul(0.1).add(0.5).reshape(shape);

    private static long Count(long[] shape) => shape.Aggregate(1L, (a, b) => a * b);
}
