using System.Text.Json;
using System.Text.Json.Nodes;

namespace EcgScaling.Study.Storing;

/// <summary>
/// A JSON object beside its own checksum, <c>{"sha256": ..., "content": ...}</c>, so that a file cut short or altered by a full disk, a failing
/// network share or an interrupted copy is told from a whole one.
/// </summary>
internal static class SealedJson
{
    public static string Seal<T>(T value)
    {
        var content = StudyJson.Node(value);
        return new JsonObject { ["sha256"] = CanonicalJson.Hash(content), ["content"] = content }.ToJsonString(StudyJson.Options) + "\n";
    }

    /// <summary>The content's text, or null where the seal is missing or does not fit.</summary>
    public static string? Open(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.GetPropertyCount() == 2
                && root.TryGetProperty("sha256", out var hash) && hash.ValueKind == JsonValueKind.String
                && root.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Object
                && hash.ValueEquals(CanonicalJson.Hash(content))
                ? content.GetRawText()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
