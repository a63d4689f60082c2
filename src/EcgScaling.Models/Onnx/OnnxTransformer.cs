using static TorchSharp.torch;

namespace EcgScaling.Models.Onnx;

/// <summary>The graph of an ECG Transformer in evaluation mode.</summary>
internal static class OnnxTransformer
{
    internal static (string Features, string Tokens) Emit(OnnxGraph graph, EcgTransformerEncoder encoder, string input)
    {
        using var scope = NewDisposeScope();
        var config = encoder.Knobs;
        var x = graph.Linear(Patches(graph, config, input), "patch_embed.proj");
        if (encoder.FixedEmbedding() is { } embedding)
        {
            x = graph.Add(x, graph.Constant(embedding));
        }

        var hasCls = config.Pooling == Pooling.Cls;
        x = hasCls ? graph.Node("Concat", [Cls(graph, config, x), x], OnnxAttribute.Int("axis", 1)) : x;
        for (var block = 0; block < config.Depth; block++)
        {
            var name = $"blocks.{block}";
            x = graph.Add(x, Attend(graph, encoder, graph.LayerNorm(x, $"{name}.norm1"), $"{name}.attn"));
            var hidden = graph.Activate(graph.Linear(graph.LayerNorm(x, $"{name}.norm2"), $"{name}.mlp.fc1"), config.Activation);
            x = graph.Add(x, graph.Linear(hidden, $"{name}.mlp.fc2"));
        }

        x = graph.LayerNorm(x, "norm");
        var tokens = hasCls ? graph.Node("Slice", [x, graph.Constant(1L), graph.Constant(long.MaxValue), graph.Constant(1L)]) : x;
        return (config.Pooling == Pooling.Flatten ? graph.Reshape(x, 0, -1) : graph.Pool(x, config.Pooling, config.Width), tokens);
    }

    private static string Patches(OnnxGraph graph, EcgTransformerConfig config, string x)
    {
        long leads = config.Input.Leads.Count, windows = config.Windows, size = config.PatchSize;
        var missing = (windows * size) - config.Input.Samples;
        x = missing > 0 ? graph.Node("Pad", [x, graph.Constant(0, 0, 0, 0, 0, missing)]) : x;
        return config.Patches == PatchStyle.PerLead
            ? graph.Reshape(x, 0, leads * windows, size)
            : graph.Reshape(graph.Transpose(graph.Reshape(x, 0, leads, windows, size), 0, 2, 1, 3), 0, windows, leads * size);
    }

    private static string Cls(OnnxGraph graph, EcgTransformerConfig config, string x)
    {
        var batch = graph.Node("Shape", [x], OnnxAttribute.Int("start", 0), OnnxAttribute.Int("end", 1));
        var shape = graph.Node("Concat", [batch, graph.Constant(1, config.Width)], OnnxAttribute.Int("axis", 0));
        return graph.Node("Expand", [graph.Weight("cls_token"), shape]);
    }

    private static string Attend(OnnxGraph graph, EcgTransformerEncoder encoder, string x, string name)
    {
        var config = encoder.Knobs;
        var headSize = config.Width / config.Heads;
        var joint = graph.Transpose(graph.Reshape(graph.Linear(x, $"{name}.qkv"), 0, 0, 3, config.Heads, headSize), 2, 0, 3, 1, 4);
        string Part(long index) => graph.Node("Gather", [joint, graph.ScalarIndex(index)], OnnxAttribute.Int("axis", 0));
        var (query, key, value) = (Turned(graph, encoder, Part(0)), Turned(graph, encoder, Part(1)), Part(2));
        var scores = graph.MatMul(graph.Scale(query, 1 / Math.Sqrt(headSize)), graph.Transpose(key, 0, 1, 3, 2));
        var attended = graph.Transpose(graph.MatMul(graph.Softmax(scores, -1), value), 0, 2, 1, 3);
        return graph.Linear(graph.Reshape(attended, 0, 0, config.Width), $"{name}.proj");
    }

    private static string Turned(OnnxGraph graph, EcgTransformerEncoder encoder, string x)
    {
        if (encoder.RotaryTables() is not var (cos, sin))
        {
            return x;
        }

        var half = cos.shape[1];
        var parts = graph.Nodes("Split", 2, [x, graph.Constant(half, half)], OnnxAttribute.Int("axis", 3));
        var (c, s) = (graph.Constant(cos), graph.Constant(sin));
        var first = graph.Node("Sub", [graph.Multiply(parts[0], c), graph.Multiply(parts[1], s)]);
        var second = graph.Add(graph.Multiply(parts[1], c), graph.Multiply(parts[0], s));
        return graph.Node("Concat", [first, second], OnnxAttribute.Int("axis", 3));
    }
}
