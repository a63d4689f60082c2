using System.Text.Json.Nodes;
using EcgScaling.Testing;

namespace EcgScaling.Training.Transfer;

/// <summary>The values of Golden/make_transfer.py.</summary>
internal static class TransferGolden
{
    public static JsonNode Json { get; } = JsonNode.Parse(File.ReadAllText(Golden.PathOf("transfer.json")))!;

    public static float[] Singles(string name) => [.. Json[name]!.AsArray().Select(value => value is null ? float.NaN : (float)value.GetValue<double>())];

    public static double[] Doubles(JsonNode node) => [.. node.AsArray().Select(value => value!.GetValue<double>())];
}
