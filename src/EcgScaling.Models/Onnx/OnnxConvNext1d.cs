namespace EcgScaling.Models.Onnx;

/// <summary>The graph of a ConvNeXt-1D in evaluation mode.</summary>
internal static class OnnxConvNext1d
{
    private const double Epsilon = 1e-6;

    internal static (string Features, string Tokens) Emit(OnnxGraph graph, ConvNext1dConfig config, string input)
    {
        var (x, length) = (input, (long)config.Input.Samples);
        for (var stage = 0; stage < config.StageWidths.Count; stage++)
        {
            var (name, stride) = ($"downsample_layers.{stage}", config.StageStrides[stage]);
            var plan = LengthPlan.Of(length, stride, stride, PaddingStyle.Symmetric);
            x = stage == 0
                ? Normalise(graph, graph.Conv(x, $"{name}.0", plan, stride, bias: true), $"{name}.1")
                : graph.Conv(Normalise(graph, x, $"{name}.0"), $"{name}.1", plan, stride, bias: true);
            length = LengthPlan.CeilingOf(length, stride);
            for (var block = 0; block < config.StageBlocks[stage]; block++)
            {
                x = graph.Add(x, Branch(graph, config, x, $"stages.{stage}.{block}", config.StageWidths[stage]));
            }
        }

        var tokens = graph.LayerNorm(graph.Turn(x), "norm", Epsilon);
        return (config.Pooling == Pooling.Flatten ? graph.Reshape(graph.Turn(tokens), 0, -1) : graph.Pool(tokens, config.Pooling, config.TokenSize), tokens);
    }

    private static string Branch(OnnxGraph graph, ConvNext1dConfig config, string x, string name, int width)
    {
        var reach = config.KernelSize / 2;
        var h = graph.Conv(x, graph.Weight($"{name}.dwconv.weight"), graph.Weight($"{name}.dwconv.bias"), reach, reach, 1, width);
        h = graph.Linear(graph.LayerNorm(graph.Turn(h), $"{name}.norm", Epsilon), $"{name}.pwconv1");
        h = graph.Linear(graph.Activate(h, config.Activation), $"{name}.pwconv2");
        return graph.Turn(config.LayerScale > 0 ? graph.Multiply(h, graph.Weight($"{name}.gamma")) : h);
    }

    private static string Normalise(OnnxGraph graph, string x, string name) => graph.Turn(graph.LayerNorm(graph.Turn(x), name, Epsilon));
}
