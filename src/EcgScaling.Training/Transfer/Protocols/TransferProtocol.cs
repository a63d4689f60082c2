using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcgScaling.Training.Transfer.Protocols;

/// <summary>
/// How an encoder is tried on a task: what is trained on top of it and how that predicts. JSON carries the protocol's word in <c>protocol</c>.
/// </summary>
/// <remarks>A protocol of your own derives from this record; only the JSON form needs to know it beforehand.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "protocol")]
[JsonDerivedType(typeof(LinearProbeProtocol), "linear")]
[JsonDerivedType(typeof(NearestNeighbourProtocol), "knn")]
[JsonDerivedType(typeof(AttentiveProbeProtocol), "attentive")]
[JsonDerivedType(typeof(FineTuningProtocol), "finetune")]
public abstract record TransferProtocol
{
    /// <summary>The words of <see cref="FromName"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["linear", "knn", "attentive", "finetune"];

    /// <summary>The word users type for it.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>The protocol that a word stands for, with its defaults.</summary>
    /// <exception cref="ArgumentException">There is no such protocol; the message lists those there are.</exception>
    public static TransferProtocol FromName(string name) => name switch
    {
        "linear" => new LinearProbeProtocol(),
        "knn" => new NearestNeighbourProtocol(),
        "attentive" => new AttentiveProbeProtocol(),
        "finetune" => new FineTuningProtocol(),
        _ => throw new ArgumentException($"There is no protocol '{name}'; there are {string.Join(", ", Names)}.", nameof(name)),
    };

    /// <summary>Fits on the training exams, chooses on the validation exams, predicts the test exams.</summary>
    /// <param name="data">Encoder, division, labels and features.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public abstract ProtocolPrediction Predict(ProtocolData data, CancellationToken cancellation);

    /// <summary>These settings as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TrainingJson.Line);

    /// <summary>Throws, listing every problem, when some value is out of range.</summary>
    /// <exception cref="SpecException">Some value is out of range.</exception>
    public abstract void Validate();
}
