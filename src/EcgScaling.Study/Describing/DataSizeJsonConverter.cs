using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcgScaling.Study.Describing;

/// <summary>A data size is a number of records, or a text such as <c>"20K"</c> or <c>"12.5%"</c>.</summary>
internal sealed class DataSizeJsonConverter : JsonConverter<DataSize>
{
    public override DataSize Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return reader.TokenType == JsonTokenType.Number ? DataSize.Records(reader.GetInt64()) : DataSize.Parse(reader.GetString() ?? string.Empty);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new JsonException(error.Message);
        }
    }

    public override void Write(Utf8JsonWriter writer, DataSize value, JsonSerializerOptions options)
    {
        if (value.RecordCount > 0)
        {
            writer.WriteNumberValue(value.RecordCount);
        }
        else
        {
            writer.WriteStringValue(value.ToString());
        }
    }
}
