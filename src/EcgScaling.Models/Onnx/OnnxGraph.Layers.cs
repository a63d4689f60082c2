using static TorchSharp.torch;

namespace EcgScaling.Models.Onnx;

internal sealed partial class OnnxGraph
{
    private const double BatchNormEpsilon = 1e-5;

    internal string Add(string a, string b) => Node("Add", [a, b]);

    internal string Multiply(string a, string b) => Node("Mul", [a, b]);

    internal string Scale(string x, double factor) => Multiply(x, Constant(tensor((float)factor)));

    internal string Reshape(string x, params long[] shape) => Node("Reshape", [x, Constant(shape)]);

    internal string Transpose(string x, params long[] order) => Node("Transpose", [x], OnnxAttribute.Ints("perm", order));

    /// <summary>(batch, channel, time) to (batch, time, channel) and back.</summary>
    internal string Turn(string x) => Transpose(x, 0, 2, 1);

    /// <summary>A linear layer on the last axis.</summary>
    internal string Linear(string x, string prefix)
    {
        using var scope = NewDisposeScope();
        return Add(Node("MatMul", [x, Constant(Value(prefix + ".weight").t())]), Weight(prefix + ".bias"));
    }

    internal string LayerNorm(string x, string prefix, double epsilon = 1e-5) =>
        Node("LayerNormalization", [x, Weight(prefix + ".weight"), Weight(prefix + ".bias")], OnnxAttribute.Int("axis", -1), OnnxAttribute.Float("epsilon", epsilon));

    internal string Conv(string x, string prefix, LengthPlan plan, long stride, bool bias = false, long groups = 1) =>
        Conv(x, Weight(prefix + ".weight"), bias ? Weight(prefix + ".bias") : null, plan.Left, plan.Right, stride, groups);

    internal string Conv(string x, string weight, string? bias, long left, long right, long stride, long groups) => Node(
        "Conv",
        bias is null ? [x, weight] : [x, weight, bias],
        OnnxAttribute.Ints("pads", left, right),
        OnnxAttribute.Ints("strides", stride),
        OnnxAttribute.Int("group", groups));

    internal string BatchNorm(string x, string prefix) => Node(
        "BatchNormalization",
        [x, Weight(prefix + ".weight"), Weight(prefix + ".bias"), Weight(prefix + ".running_mean"), Weight(prefix + ".running_var")],
        OnnxAttribute.Float("epsilon", BatchNormEpsilon));

    /// <summary>Opset 17 has no group normalisation: groups become the channels of an instance normalisation.</summary>
    internal string GroupNorm(string x, string prefix, int groups, int channels)
    {
        using var scope = NewDisposeScope();
        var grouped = Node(
            "InstanceNormalization",
            [Reshape(x, 0, groups, -1), Constant(ones(groups)), Constant(zeros(groups))],
            OnnxAttribute.Float("epsilon", BatchNormEpsilon));
        var back = Node("Reshape", [grouped, Node("Shape", [x])]);
        return Add(Multiply(back, Constant(Value(prefix + ".weight").reshape(channels, 1))), Constant(Value(prefix + ".bias").reshape(channels, 1)));
    }

    internal string Activate(string x, ActivationKind kind)
    {
        switch (kind)
        {
            case ActivationKind.Relu:
                return Node("Relu", [x]);
            case ActivationKind.Silu:
                return Multiply(x, Node("Sigmoid", [x]));
            default:
                using (NewDisposeScope())
                {
                    var error = Node("Erf", [Scale(x, Math.Sqrt(0.5))]);
                    return Multiply(Scale(x, 0.5), Add(error, Constant(tensor(1f))));
                }
        }
    }

    internal string MaxPool(string x, long stride) => Node(
        "MaxPool", [x], OnnxAttribute.Ints("kernel_shape", stride), OnnxAttribute.Ints("strides", stride), OnnxAttribute.Int("ceil_mode", 1));

    internal string Mean(string x, long axis) => Node("ReduceMean", [x], OnnxAttribute.Ints("axes", axis), OnnxAttribute.Int("keepdims", 0));

    internal string Softmax(string x, long axis) => Node("Softmax", [x], OnnxAttribute.Int("axis", axis));

    internal string MatMul(string a, string b) => Node("MatMul", [a, b]);

    /// <summary>Pools tokens (batch, token, feature) as the encoders do.</summary>
    internal string Pool(string tokens, Pooling pooling, int tokenSize)
    {
        using var scope = NewDisposeScope();
        switch (pooling)
        {
            case Pooling.Attentive:
                var scores = Scale(MatMul(tokens, Constant(Value("pool.query").t())), 1 / Math.Sqrt(tokenSize));
                return Node("Squeeze", [MatMul(Turn(Softmax(scores, 1)), tokens), Constant(1L)]);
            case Pooling.Cls:
                return Node("Gather", [tokens, ScalarIndex(0)], OnnxAttribute.Int("axis", 1));
            default:
                return Mean(tokens, 1);
        }
    }

    /// <summary>A whole number without axes, as Gather takes to drop an axis.</summary>
    internal string ScalarIndex(long value)
    {
        var name = $"index_{_count++}";
        var bytes = new byte[sizeof(long)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        _weights.Message(5, new ProtoMessage().Varint(2, Int64Type).Text(8, name).Bytes(9, bytes));
        return name;
    }
}
