using System.Text.Json;
using System.Text.Json.Nodes;

namespace EcgScaling.Data.Code;

/// <summary>What the CODE layout cannot say about itself, in a small file <c>shards.json</c> beside the shards that this library writes.</summary>
internal sealed record ShardManifest(SampleRate Rate, LeadSet Leads, double UnitScale, IReadOnlyList<string> Labels, string Source)
{
    public const string FileName = "shards.json";

    public static ShardManifest? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var root = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            return new ShardManifest(
                new SampleRate(root["sampleRateHz"]!.GetValue<double>()),
                LeadSet.Parse(root["leads"]!.GetValue<string>()),
                root["unitScale"]!.GetValue<double>(),
                [.. root["labels"]!.AsArray().Select(label => label!.GetValue<string>())],
                root["source"]?.GetValue<string>() ?? string.Empty);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException or ArgumentException or FormatException)
        {
            throw new EcgDataException(path, string.Empty, "not a shard manifest", "sampleRateHz, leads, unitScale, labels", "Write the shards again, or remove the file to read plain CODE shards.", error);
        }
    }

    public void Write(string folder) => AtomicFile.WriteAllText(Path.Combine(folder, FileName), new JsonObject
    {
        ["layout"] = "CODE",
        ["sampleRateHz"] = Rate.Hertz,
        ["leads"] = Leads.ToString(),
        ["unitScale"] = UnitScale,
        ["labels"] = new JsonArray([.. Labels.Select(label => (JsonNode)label)]),
        ["source"] = Source,
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
}
