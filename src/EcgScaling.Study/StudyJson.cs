using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace EcgScaling.Study;

/// <summary>How a study writes and reads JSON: camel case, enumerations as words, infinities and NaN allowed, unknown keys refused.</summary>
public static class StudyJson
{
    /// <summary>The options of every JSON file of a study.</summary>
    public static JsonSerializerOptions Options { get; } = Make(indented: true);

    /// <summary>The same on one line, for JSON lines and for records that change often.</summary>
    public static JsonSerializerOptions Compact { get; } = Make(indented: false);

    /// <summary>The JSON text of a value, ending in a line feed.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options) + "\n";

    /// <summary>The JSON tree of a value, for hashing.</summary>
    public static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, Compact);

    /// <summary>Reads a value from a JSON file.</summary>
    /// <exception cref="EcgDataException">The file does not hold such a value; the message names the line and the key.</exception>
    public static T ReadFile<T>(string path)
    {
        var text = File.ReadAllText(path);
        return Parse<T>(text, path);
    }

    /// <summary>Reads a value from JSON text; <paramref name="path"/> is what an error names.</summary>
    /// <exception cref="EcgDataException">The text does not hold such a value.</exception>
    public static T Parse<T>(string text, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Options)
                ?? throw new EcgDataException(path, string.Empty, "null", $"a {typeof(T).Name} as a JSON object", "Write the object, or delete the file.");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException)
        {
            var place = error is JsonException { LineNumber: { } line } json ? $"line {line + 1}, at {json.Path}" : string.Empty;
            throw new EcgDataException(path, place, Reason(error), $"a {typeof(T).Name} as JSON", "Correct that place; docs/study.md lists the keys.", error);
        }
    }

    // The framework appends the place to its message; it is said already.
    private static string Reason(Exception error)
    {
        var end = error.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        return (end > 0 ? error.Message[..end] : error.Message).TrimEnd('.');
    }

    private static JsonSerializerOptions Make(bool indented)
    {
        var options = new JsonSerializerOptions
        {
            WriteIndented = indented,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            ReadCommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            RespectNullableAnnotations = true,
            // The files are read by people and hashed by us, never put into a web page unescaped.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
