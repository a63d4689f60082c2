using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcgScaling.Laws.Results;

/// <summary>
/// Writes and reads the results that are records: intervals, profiles, bands, back-tests, efficiencies, tests, power, compute-optimal and loss-to-loss results.
/// Fits inside them are kept whole. Infinities and NaN are written as words.
/// </summary>
public static class ResultJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(), new FitConverter() },
    };

    /// <summary>The result as JSON.</summary>
    public static string Write<T>(T result)
        where T : notnull => JsonSerializer.Serialize(result, Options);

    /// <summary>Reads a result.</summary>
    /// <exception cref="EcgDataException">The text is not such a result.</exception>
    public static T Read<T>(string json)
        where T : notnull
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw new EcgDataException("result", string.Empty, $"text that is not a stored {typeof(T).Name} ({exception.Message})", "what ResultJson.Write gave", "Store the result again.", exception);
        }
    }

    private sealed class FitConverter : JsonConverter<LawFit>
    {
        public override LawFit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return LawFitJson.Read(document.RootElement.GetRawText());
        }

        public override void Write(Utf8JsonWriter writer, LawFit value, JsonSerializerOptions options) => writer.WriteRawValue(LawFitJson.Write(value));
    }
}
