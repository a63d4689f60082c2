using static TorchSharp.torch;

namespace EcgScaling.Models.Onnx;

/// <summary>Writes encoders as ONNX models (opset 17), for inference elsewhere.</summary>
/// <remarks>
/// The graph is that of evaluation mode: no dropout, running statistics. Its input <c>ecg</c> is <c>(batch, lead,
/// sample)</c> in millivolts, of the encoder's own leads and length, with an open batch axis. Its results are
/// <c>features</c>, <c>(batch, feature)</c>, <c>tokens</c>, <c>(batch, token, feature)</c>, and with a head <c>logits</c>.
/// The configuration goes into the metadata.
/// </remarks>
public static class OnnxExport
{
    /// <summary>Writes a file, atomically.</summary>
    /// <param name="path">The file, usually ending in <c>.onnx</c>.</param>
    /// <param name="encoder">An encoder of a built-in family.</param>
    /// <param name="head">A head to append, or null.</param>
    /// <exception cref="NotSupportedException">The encoder is of another family, or the file would reach 2 GiB.</exception>
    public static void Save(string path, EcgEncoder encoder, LinearHead? head = null) => AtomicFile.Write(path, stream => Save(stream, encoder, head));

    /// <summary>Writes to a stream; see <see cref="Save(string, EcgEncoder, LinearHead?)"/>.</summary>
    /// <param name="stream">Receives the model.</param>
    /// <param name="encoder">An encoder of a built-in family.</param>
    /// <param name="head">A head to append, or null.</param>
    public static void Save(Stream stream, EcgEncoder encoder, LinearHead? head = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(encoder);
        using var scope = NewDisposeScope();
        var graph = new OnnxGraph(State(encoder, head));
        var config = encoder.Config;
        graph.Input("ecg", config.Input.Leads.Count, config.Input.Samples);
        var (features, tokens) = encoder switch
        {
            ResNet1dEncoder resnet => OnnxResNet1d.Emit(graph, resnet.Knobs, "ecg"),
            EcgTransformerEncoder transformer => OnnxTransformer.Emit(graph, transformer, "ecg"),
            ConvNext1dEncoder convnext => OnnxConvNext1d.Emit(graph, convnext.Knobs, "ecg"),
            S4dEncoder s4d => OnnxS4d.Emit(graph, s4d, "ecg"),
            _ => throw new NotSupportedException($"There is no ONNX graph for the family '{config.Family}'; the built-in families have one."),
        };
        graph.Output(features, "features", config.FeatureSize);
        graph.Output(tokens, "tokens", config.TokenCount, config.TokenSize);
        if (head is not null)
        {
            graph.Output(graph.Linear(features, "head.lin"), "logits", graph.Value("head.lin.bias").shape[0]);
        }

        graph.WriteTo(stream, config.Family, new Dictionary<string, string> { [Weights.WeightsInfo.ConfigKey] = config.ToJson() });
    }

    private static Dictionary<string, Tensor> State(EcgEncoder encoder, LinearHead? head)
    {
        var state = encoder.state_dict();
        foreach (var (name, tensor) in head?.state_dict() ?? [])
        {
            state[$"head.{name}"] = tensor;
        }

        return state;
    }
}
