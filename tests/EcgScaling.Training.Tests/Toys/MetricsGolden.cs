using System.Text.Json.Nodes;
using EcgScaling.Testing;
using EcgScaling.Training.Evaluation.Predictions;

namespace EcgScaling.Training.Toys;

/// <summary>The values of Golden/make_metrics.py.</summary>
internal static class MetricsGolden
{
    public static JsonNode Json { get; } = JsonNode.Parse(File.ReadAllText(Golden.PathOf("metrics.json")))!;

    public static IReadOnlyList<string> Labels { get; } = ["frequent", "rare", "even", "never", "always"];

    public static float[] Targets { get; } = [.. Json["targets"]!.AsArray().Select(value => value is null ? float.NaN : (float)value.GetValue<double>())];

    public static double[] Probabilities { get; } = Numbers(Json["probabilities"]!);

    public static double[] Thresholds { get; } = Numbers(Json["thresholds"]!);

    public static int Records => Targets.Length / Labels.Count;

    /// <summary>Every record is a patient of its own.</summary>
    public static LabelPredictions Predictions(string dataset = "") =>
        LabelPredictions.FromProbabilities(Labels, Probabilities, Targets, [.. Enumerable.Range(0, Records).Select(record => (long)record)], dataset);

    public static double[] Numbers(JsonNode node) => [.. node.AsArray().Select(value => value!.GetValue<double>())];

    /// <summary>A number, NaN where the reference has none.</summary>
    public static double Number(JsonNode? node) => node?.GetValue<double>() ?? double.NaN;
}
