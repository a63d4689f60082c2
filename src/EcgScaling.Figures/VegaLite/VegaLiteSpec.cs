using System.Text;
using System.Text.Json;
using EcgScaling.Figures.Axes;
using EcgScaling.Figures.Svg;

namespace EcgScaling.Figures.VegaLite;

/// <summary>The same figure in the Vega-Lite v5 grammar, with its data inside: to open in an editor, restyle, or read the numbers back.</summary>
internal static class VegaLiteSpec
{
    public const string Schema = "https://vega.github.io/schema/vega-lite/v5.json";

    public static string Write(Figure figure) => Document(json =>
    {
        WriteTitle(json, figure.Title, figure.SubtitleText, figure.Description);
        WriteView(json, figure, figure.Width, figure.Height);
    });

    public static string Write(FigureGrid grid, IReadOnlyList<Figure> panels, double panelWidth, double panelHeight) => Document(json =>
    {
        WriteTitle(json, grid.Title, grid.SubtitleText, grid.Description);
        json.WriteNumber("columns", grid.ColumnCount);
        json.WriteStartArray("concat");
        foreach (Figure panel in panels)
        {
            json.WriteStartObject();
            json.WriteString("title", panel.Title);
            WriteView(json, panel, panelWidth, panelHeight);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static string Document(Action<Utf8JsonWriter> body)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            body(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteTitle(Utf8JsonWriter json, string title, string? subtitle, string description)
    {
        json.WriteStartObject("title");
        json.WriteString("text", title);
        if (!string.IsNullOrEmpty(subtitle))
        {
            json.WriteString("subtitle", subtitle);
        }

        json.WriteString("anchor", "start");
        json.WriteEndObject();
        json.WriteString("description", description);
    }

    private static void WriteView(Utf8JsonWriter json, Figure figure, double width, double height)
    {
        json.WriteNumber("width", Math.Round(width));
        json.WriteNumber("height", Math.Round(height));
        json.WriteStartArray("layer");
        (AxisRange x, AxisRange y) = figure.DataRange();
        var layers = new VegaLayers(json, figure, AxisScale.Fit(figure.XAxis, x, figure.HasCells), AxisScale.Fit(figure.YAxis, y, figure.HasCells), SeriesLook.For(figure));
        layers.WriteAll();
        json.WriteEndArray();
    }
}
