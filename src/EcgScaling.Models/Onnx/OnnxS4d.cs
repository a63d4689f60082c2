using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models.Onnx;

/// <summary>The graph of an S4D in evaluation mode. The response of each channel, known once the length is, becomes the kernel of a depthwise convolution.</summary>
internal static class OnnxS4d
{
    internal static (string Features, string Tokens) Emit(OnnxGraph graph, S4dEncoder encoder, string input)
    {
        using var scope = NewDisposeScope();
        var config = encoder.Knobs;
        var plan = LengthPlan.Of(config.Input.Samples, config.StemStride, config.StemStride, PaddingStyle.Symmetric);
        var x = graph.Turn(graph.Conv(input, "stem", plan, config.StemStride, bias: true));
        var index = 0;
        foreach (var convolution in encoder.modules().OfType<S4dConvolution>())
        {
            var name = $"blocks.{index++}";
            var u = graph.Turn(graph.LayerNorm(x, $"{name}.norm"));
            var y = graph.Conv(u, graph.Constant(Kernel(convolution, config, graph.Value($"{name}.s4d.d"))), null, config.TokenCount - 1, config.Bidirectional ? config.TokenCount - 1 : 0, 1, config.Width);
            var joint = graph.Linear(graph.Activate(graph.Turn(y), config.Activation), $"{name}.output_linear");
            var parts = graph.Nodes("Split", 2, [joint, graph.Constant(config.Width, config.Width)], OnnxAttribute.Int("axis", 2));
            x = graph.Add(x, graph.Multiply(parts[0], graph.Node("Sigmoid", [parts[1]])));
        }

        var tokens = graph.LayerNorm(x, "norm");
        return (config.Pooling == Pooling.Flatten ? graph.Reshape(graph.Turn(tokens), 0, -1) : graph.Pool(tokens, config.Pooling, config.Width), tokens);
    }

    /// <summary>Weights of a cross-correlation over the lags length - 1 down to 0, and where it looks ahead -1 down to 1 - length; the direct term joins lag 0.</summary>
    private static Tensor Kernel(S4dConvolution convolution, S4dConfig config, Tensor direct)
    {
        using var off = no_grad();
        long rows = config.TokenCount;
        var response = convolution.Kernel(rows);
        var past = response.select(1, 0).flip(1);
        past = past + functional.pad(direct.unsqueeze(1), (rows - 1, 0L));
        var whole = config.Bidirectional ? cat([past, response.select(1, 1).narrow(1, 0, rows - 1)], 1) : past;
        return whole.unsqueeze(1);
    }
}
