using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using EcgScaling.Models;
using EcgScaling.Study.Describing;
using EcgScaling.Training;

namespace EcgScaling.Study;

/// <summary>The JSON schema of a study file, for editors that complete and check as one types. Made from the types that read the file, so that both agree.</summary>
public static class StudySchema
{
    /// <summary>The schema, draft 2020-12.</summary>
    public static string ToJson()
    {
        var node = StudyJson.Options.GetJsonSchemaAsNode(typeof(StudySpec), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe }).AsObject();
        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "A scaling study of ECG models" };
        foreach (var (key, value) in node)
        {
            schema[key] = value?.DeepClone();
        }

        return schema.ToJsonString(new JsonSerializerOptions(StudyJson.Options) { WriteIndented = true }) + "\n";
    }

    // What the file writes as one word or number although it is a record in code.
    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var optional = Nullable.GetUnderlyingType(context.TypeInfo.Type) is not null;
        JsonArray Types(params string[] names) => [.. names.Concat(optional ? ["null"] : Array.Empty<string>()).Select(name => (JsonNode)name)];
        return type == typeof(DataSize) ? new JsonObject { ["type"] = Types("integer", "string"), ["description"] = "Training records: 1000, \"20K\", or a part such as \"12.5%\"." }
            : type == typeof(Duration) ? new JsonObject { ["type"] = Types("string"), ["description"] = "\"10 epochs\", \"500 steps\" or \"20000 records\"." }
            : type == typeof(SampleRate) ? new JsonObject { ["type"] = Types("number"), ["description"] = "Samples a second." }
            : type == typeof(LeadSet) ? new JsonObject { ["description"] = "Lead names, for example [\"I\", \"II\", \"V1\"]." }
            : typeof(EncoderConfig).IsAssignableFrom(type) ? new JsonObject { ["type"] = new JsonArray("object", "null"), ["description"] = "An encoder's configuration with its family in \"family\"; docs/models.md lists the knobs.", ["required"] = new JsonArray("family") }
            : schema;
    }
}
