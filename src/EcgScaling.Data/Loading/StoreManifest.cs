using System.Text.Json;
using System.Text.Json.Nodes;
using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Loading;

/// <summary>The description of a prepared store, written when it is complete; while it is being built, the same text under another name says what is.</summary>
internal sealed record StoreManifest
{
    public const int Version = 1;
    public const string FileName = "store.json";
    public const string PartialName = "store.partial.json";

    public required string Name { get; init; }

    public required EcgSpec Spec { get; init; }

    public required SignalUnit Unit { get; init; }

    public required IReadOnlyList<string> LabelNames { get; init; }

    public required StoredElement Element { get; init; }

    public required int Slots { get; init; }

    public required string SourceHash { get; init; }

    public IReadOnlyList<QuarantinedSlot> Quarantined { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public string ContentHash => CanonicalJson.Hash(Identity());

    public int ElementSize => Element == StoredElement.Exact32 ? 4 : 2;

    public long RecordBytes => (long)Spec.Leads.Count * Spec.Samples * ElementSize;

    public int IndexBytes => 32 + (4 * LabelNames.Count);

    /// <summary>Whether a build described by this may be continued by another description.</summary>
    public bool IsSameBuild(StoreManifest other) => ContentHash == other.ContentHash;

    public static StoreManifest? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var root = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            if (root["version"]!.GetValue<int>() != Version)
            {
                throw new EcgDataException(path, "version", root["version"]!.ToString(), $"version {Version}", "Build the store again with this release.");
            }

            return new StoreManifest
            {
                Name = root["name"]!.GetValue<string>(),
                Spec = root["spec"].Deserialize<EcgSpec>()!,
                // Stores of earlier releases do not say; their pipeline does.
                Unit = root["unit"] is { } unit ? Enum.Parse<SignalUnit>(unit.GetValue<string>())
                    : EcgPipeline.Parse(root["spec"].Deserialize<EcgSpec>()!.Preprocessing).UnitOf(SignalUnit.Millivolts),
                LabelNames = [.. root["labels"]!.AsArray().Select(label => label!.GetValue<string>())],
                Element = Enum.Parse<StoredElement>(root["element"]!.GetValue<string>()),
                Slots = root["slots"]!.GetValue<int>(),
                SourceHash = root["sourceHash"]!.GetValue<string>(),
                Quarantined = [.. root["quarantined"]!.AsArray().Select(item => new QuarantinedSlot(item!["slot"]!.GetValue<int>(), item["id"]!.GetValue<string>(), item["reason"]!.GetValue<string>()))],
                Warnings = [.. root["warnings"]!.AsArray().Select(text => text!.GetValue<string>())],
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException or ArgumentException or FormatException)
        {
            throw new EcgDataException(path, string.Empty, "not the description of a prepared store", "the JSON this library writes", "Remove the folder and build the store again.", error);
        }
    }

    public void Write(string path)
    {
        var root = Identity();
        root["unit"] = Unit.ToString();
        root["quarantined"] = new JsonArray([.. Quarantined.Select(item => (JsonNode)new JsonObject { ["slot"] = item.Slot, ["id"] = item.Id, ["reason"] = item.Reason })]);
        root["warnings"] = new JsonArray([.. Warnings.Select(text => (JsonNode)text)]);
        AtomicFile.WriteAllText(path, root.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private JsonObject Identity() => new()
    {
        ["version"] = Version,
        ["name"] = Name,
        ["spec"] = JsonSerializer.SerializeToNode(Spec),
        ["labels"] = new JsonArray([.. LabelNames.Select(label => (JsonNode)label)]),
        ["element"] = Element.ToString(),
        ["slots"] = Slots,
        ["sourceHash"] = SourceHash,
    };

    internal sealed record QuarantinedSlot(int Slot, string Id, string Reason);
}
