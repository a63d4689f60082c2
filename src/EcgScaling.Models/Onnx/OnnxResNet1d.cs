namespace EcgScaling.Models.Onnx;

/// <summary>The graph of a ResNet1D in evaluation mode.</summary>
internal static class OnnxResNet1d
{
    internal static (string Features, string Tokens) Emit(OnnxGraph graph, ResNet1dConfig config, string input)
    {
        long length = config.Input.Samples;
        var x = Convolve(graph, config, input, "conv1", length, config.StemStride);
        x = Normalise(graph, config, x, "bn1", config.StemWidth);
        x = config.StemActivation ? graph.Activate(x, config.Activation) : x;
        length = LengthPlan.CeilingOf(length, config.StemStride);
        var (y, index) = (x, 0);
        foreach (var block in config.Blocks())
        {
            var name = $"resblock1d_{index++}";
            var h = Convolve(graph, config, x, $"{name}.conv1", length, 1);
            h = graph.Activate(Normalise(graph, config, h, $"{name}.bn1", block.Out), config.Activation);
            h = Convolve(graph, config, h, $"{name}.conv2", length, block.Stride);
            y = graph.Add(h, Skip(graph, y, name, block));
            x = graph.Activate(Normalise(graph, config, y, $"{name}.bn2", block.Out), config.Activation);
            length = LengthPlan.CeilingOf(length, block.Stride);
        }

        var tokens = graph.Turn(x);
        return (config.Pooling == Pooling.Flatten ? graph.Reshape(x, 0, -1) : graph.Pool(tokens, config.Pooling, config.TokenSize), tokens);
    }

    private static string Convolve(OnnxGraph graph, ResNet1dConfig config, string x, string name, long length, long stride) =>
        graph.Conv(x, name, LengthPlan.Of(length, config.KernelSize, stride, config.Padding), stride);

    private static string Skip(OnnxGraph graph, string y, string name, (int In, int Out, int Stride) block)
    {
        var skip = block.Stride > 1 ? graph.MaxPool(y, block.Stride) : y;
        return block.In == block.Out ? skip : graph.Conv(skip, $"{name}.skip_connection.{(block.Stride > 1 ? 1 : 0)}", default, 1);
    }

    private static string Normalise(OnnxGraph graph, ResNet1dConfig config, string x, string name, int width) =>
        config.Normalisation == NormalisationKind.Batch ? graph.BatchNorm(x, name) : graph.GroupNorm(x, name, NormGroups.Of(config.Normalisation, width), width);
}
