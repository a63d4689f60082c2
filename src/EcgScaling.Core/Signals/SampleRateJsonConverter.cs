using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcgScaling;

/// <summary>Writes a sample rate as its number of hertz.</summary>
internal sealed class SampleRateJsonConverter : JsonConverter<SampleRate>
{
    public override SampleRate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, SampleRate value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Hertz);
}
