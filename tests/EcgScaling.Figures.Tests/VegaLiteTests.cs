using System.Text.Json;

namespace EcgScaling.Figures.Tests;

public class VegaLiteTests
{
    private static readonly string[] s_marks = ["point", "line", "area", "rule", "text", "rect", "bar"];
    private static readonly string[] s_channels = ["x", "y", "x2", "y2", "color", "fill", "shape", "strokeDash", "order", "text", "xOffset", "yOffset"];

    public static TheoryData<string> Names => [.. Gallery.All.Where(entry => entry.Figure.ToVegaLite() is not null).Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void SpecificationIsComplete(string name)
    {
        string text = GoldenSvgTests.Figure(name).ToVegaLite()!;
        using var spec = JsonDocument.Parse(text);
        Assert.Equal("https://vega.github.io/schema/vega-lite/v5.json", spec.RootElement.GetProperty("$schema").GetString());
        JsonElement[] views = spec.RootElement.TryGetProperty("concat", out JsonElement concat) ? [.. concat.EnumerateArray()] : [spec.RootElement];
        foreach (JsonElement layer in views.SelectMany(view => view.GetProperty("layer").EnumerateArray()))
        {
            CheckLayer(layer);
        }

        if (Environment.GetEnvironmentVariable("KEEP_VEGA") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, name + ".json"), text);
        }
    }

    // Every channel is one the grammar knows, and every field it names is in every row of the layer's own data.
    private static void CheckLayer(JsonElement layer)
    {
        Assert.Contains(layer.GetProperty("mark").GetProperty("type").GetString(), s_marks);
        JsonElement[] rows = [.. layer.GetProperty("data").GetProperty("values").EnumerateArray()];
        foreach (JsonProperty channel in layer.GetProperty("encoding").EnumerateObject())
        {
            Assert.Contains(channel.Name, s_channels);
            string[] sources = ["field", "datum", "value"];
            Assert.True(sources.Count(source => channel.Value.TryGetProperty(source, out _)) == 1, $"{channel.Name} needs one of field, datum and value");
            channel.Value.TryGetProperty("field", out JsonElement field);
            if (field.ValueKind == JsonValueKind.String)
            {
                Assert.All(rows, row => Assert.True(row.TryGetProperty(field.GetString()!, out _), $"{channel.Name} names {field}, which is not in the data"));
            }

            if (channel.Value.TryGetProperty("scale", out JsonElement scale) && scale.TryGetProperty("range", out JsonElement range))
            {
                Assert.Equal(scale.GetProperty("domain").GetArrayLength(), range.GetArrayLength());
            }
        }
    }

    [Fact]
    public void LogScalesAndDataAreThere()
    {
        using var spec = JsonDocument.Parse(Figure.Create("t").LogX("Parameters N").LogY("Loss").Points("a", [2e4, 2e8], [0.2, 0.1]).ToVegaLite());
        JsonElement layer = spec.RootElement.GetProperty("layer")[0];
        Assert.Equal("log", layer.GetProperty("encoding").GetProperty("x").GetProperty("scale").GetProperty("type").GetString());
        Assert.Equal([2e4, 2e8], layer.GetProperty("data").GetProperty("values").EnumerateArray().Select(row => row.GetProperty("x").GetDouble()));
    }
}
