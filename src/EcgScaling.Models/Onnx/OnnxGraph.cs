using static TorchSharp.torch;

namespace EcgScaling.Models.Onnx;

/// <summary>Collects the nodes and weights of a graph (opset 17) and writes it. Values are named; every method returns the name of its result.</summary>
internal sealed partial class OnnxGraph
{
    internal const int Opset = 17;
    private const int IrVersion = 8;
    private const int FloatType = 1;
    private const int Int64Type = 7;
    private readonly ProtoMessage _nodes = new();
    private readonly ProtoMessage _weights = new();
    private readonly ProtoMessage _inputs = new();
    private readonly ProtoMessage _outputs = new();
    private readonly IReadOnlyDictionary<string, Tensor> _state;
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private int _count;

    internal OnnxGraph(IReadOnlyDictionary<string, Tensor> state) => _state = state;

    /// <summary>A weight of the module under its own name.</summary>
    internal string Weight(string name)
    {
        if (_written.Add(name))
        {
            WriteTensor(name, _state[name]);
        }

        return name;
    }

    /// <summary>A weight of the module, read only.</summary>
    internal Tensor Value(string name) => _state[name];

    /// <summary>A tensor that is no weight of its own, such as one turned or summed on export.</summary>
    internal string Constant(Tensor value)
    {
        var name = $"constant_{_count++}";
        WriteTensor(name, value);
        return name;
    }

    internal string Constant(params long[] values)
    {
        var name = $"shape_{_count++}";
        var bytes = new byte[values.Length * sizeof(long)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        _weights.Message(5, new ProtoMessage().Varint(1, values.Length).Varint(2, Int64Type).Text(8, name).Bytes(9, bytes));
        return name;
    }

    internal string Node(string type, ReadOnlySpan<string> inputs, params ProtoMessage[] attributes) => Nodes(type, 1, inputs, attributes)[0];

    internal string[] Nodes(string type, int results, ReadOnlySpan<string> inputs, params ProtoMessage[] attributes)
    {
        var node = new ProtoMessage();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        var names = Enumerable.Range(0, results).Select(_ => $"{type.ToLowerInvariant()}_{_count++}").ToArray();
        Array.ForEach(names, name => node.Text(2, name));
        node.Text(3, $"node_{names[0]}").Text(4, type);
        Array.ForEach(attributes, attribute => node.Message(5, attribute));
        _nodes.Message(1, node);
        return names;
    }

    internal void Input(string name, params long[] shape) => _inputs.Message(11, Info(name, shape));

    /// <summary>Gives a value the name of a result of the graph.</summary>
    internal void Output(string value, string name, params long[] shape)
    {
        _nodes.Message(1, new ProtoMessage().Text(1, value).Text(2, name).Text(3, $"node_{name}").Text(4, "Identity"));
        _outputs.Message(12, Info(name, shape));
    }

    internal void WriteTo(Stream stream, string name, IReadOnlyDictionary<string, string> metadata)
    {
        var graph = new ProtoMessage();
        graph.Fields(_nodes);
        graph.Text(2, name);
        graph.Fields(_weights);
        graph.Fields(_inputs);
        graph.Fields(_outputs);
        var model = new ProtoMessage().Varint(1, IrVersion).Text(2, "EcgScaling").Message(7, graph).Message(8, new ProtoMessage().Text(1, string.Empty).Varint(2, Opset));
        foreach (var (key, value) in metadata)
        {
            model.Message(14, new ProtoMessage().Text(1, key).Text(2, value));
        }

        if (model.Length >= int.MaxValue)
        {
            throw new NotSupportedException($"The ONNX file would have {model.Length} bytes; the format takes less than 2 GiB in one file. Save safetensors instead.");
        }

        model.WriteTo(stream);
    }

    /// <summary>The batch axis is open, named batch.</summary>
    private static ProtoMessage Info(string name, long[] shape)
    {
        var axes = new ProtoMessage().Message(1, new ProtoMessage().Text(2, "batch"));
        Array.ForEach(shape, size => axes.Message(1, new ProtoMessage().Varint(1, size)));
        return new ProtoMessage().Text(1, name).Message(2, new ProtoMessage().Message(1, new ProtoMessage().Varint(1, FloatType).Message(2, axes)));
    }

    private void WriteTensor(string name, Tensor value)
    {
        using var scope = NewDisposeScope();
        var plain = value.detach().cpu().to(ScalarType.Float32).contiguous();
        var message = new ProtoMessage();
        Array.ForEach(plain.shape, size => message.Varint(1, size));
        _weights.Message(5, message.Varint(2, FloatType).Text(8, name).Bytes(9, plain.bytes.ToArray()));
    }
}
