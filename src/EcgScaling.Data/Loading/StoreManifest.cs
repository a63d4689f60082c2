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

            return Checked(path, new StoreManifest
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
            });
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException or ArgumentException or FormatException or OverflowException or NotSupportedException)
        {
            throw new EcgDataException(path, string.Empty, "not the description of a prepared store", "the JSON this library writes", "Remove the folder and build the store again.", error);
        }
    }

    // A number that parses is not yet one that can be: what the files' lengths do not show is looked at here.
    private static StoreManifest Checked(string path, StoreManifest manifest)
    {
        EcgDataException Wrong(string place, string found, string allowed) => new(path, place, found, allowed, "The store is damaged; remove the folder and build it again.");
        if (manifest.Spec is not { Leads.Count: > 0 })
        {
            throw Wrong("spec", "no leads", "at least one");
        }

        try
        {
            manifest.Spec.Validate();
        }
        catch (SpecException error)
        {
            throw Wrong("spec", error.Message, "what a pipeline makes");
        }

        if ((Int128)manifest.Spec.Leads.Count * manifest.Spec.Samples * manifest.ElementSize > Array.MaxLength)
        {
            throw Wrong("spec", $"{manifest.Spec.Samples} samples of {manifest.Spec.Leads.Count} leads", "records below 2 GiB");
        }

        if (!Enum.IsDefined(manifest.Element) || !Enum.IsDefined(manifest.Unit))
        {
            throw Wrong("element", $"{manifest.Element}, {manifest.Unit}", $"{string.Join(", ", Enum.GetNames<StoredElement>())}; {string.Join(", ", Enum.GetNames<SignalUnit>())}");
        }

        if (manifest.Slots < 0)
        {
            throw Wrong("slots", $"{manifest.Slots}", "zero or more");
        }

        return manifest.Quarantined.FirstOrDefault(item => item.Slot < 0 || item.Slot >= manifest.Slots) is { } outside
            ? throw Wrong("quarantined", $"slot {outside.Slot} of {manifest.Slots}", "slots of the store")
            : manifest;
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
