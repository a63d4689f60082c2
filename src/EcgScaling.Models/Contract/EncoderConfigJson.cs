using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace EcgScaling.Models;

/// <summary>Reads and writes encoder configurations with their family's name.</summary>
internal static class EncoderConfigJson
{
    internal const string FamilyMember = "family";

    /// <summary>Camel case, enumerations as words, nothing unknown accepted.</summary>
    internal static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    internal static JsonObject ToNode(EncoderConfig config)
    {
        var knobs = JsonSerializer.SerializeToNode(config, config.GetType(), Options)!.AsObject();
        var node = new JsonObject { [FamilyMember] = config.Family };
        foreach (var (name, value) in knobs)
        {
            node[name] = value?.DeepClone();
        }

        return node;
    }

    internal static EncoderConfig Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return FromNode(JsonNode.Parse(json));
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new SpecException(nameof(EncoderConfig), [$"the JSON cannot be read: {error.Message}"]);
        }
    }

    /// <exception cref="JsonException">The tree is not a configuration.</exception>
    internal static EncoderConfig FromNode(JsonNode? node)
    {
        if (node is not JsonObject members || members[FamilyMember] is not JsonValue value || !value.TryGetValue(out string? name))
        {
            throw new JsonException($"an encoder configuration is an object whose member '{FamilyMember}' names its family, one of: {EncoderFamilies.NameList}");
        }

        var type = EncoderFamilies.Get(name).ConfigType;
        var knobs = members.DeepClone().AsObject();
        knobs.Remove(FamilyMember);
        var config = (EncoderConfig?)knobs.Deserialize(type, Options) ?? throw new JsonException("an encoder configuration is an object, found null");
        config.Validate();
        return config;
    }
}
