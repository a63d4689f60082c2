using System.Text.Json;
using System.Text.Json.Serialization;

namespace EcgScaling;

/// <summary>Writes a lead set as its comma-separated names.</summary>
internal sealed class LeadSetJsonConverter : JsonConverter<LeadSet>
{
    public override LeadSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LeadSet.Parse(reader.GetString() ?? throw new JsonException("A lead set is a text such as \"I,II,V1\"."));

    public override void Write(Utf8JsonWriter writer, LeadSet value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
