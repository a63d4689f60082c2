using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace EcgScaling.Models;

/// <summary>Lets an <see cref="EncoderConfig"/> stand inside other records: it keeps its family's name, and its text does not depend on the outer options.</summary>
internal sealed class EncoderConfigJsonConverter : JsonConverter<EncoderConfig>
{
    public override EncoderConfig Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EncoderConfigJson.FromNode(JsonNode.Parse(ref reader));

    public override void Write(Utf8JsonWriter writer, EncoderConfig value, JsonSerializerOptions options) => value.ToNode().WriteTo(writer);
}
