using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EcgScaling.Figures.Reports;

/// <summary>Writes nbformat 4.5: text as Markdown cells, figures as the stored output of empty code cells.</summary>
internal sealed class NotebookWriter
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;
    private int _cell;

    private NotebookWriter(Utf8JsonWriter json)
    {
        _json = json;
    }

    public static string Write(HtmlReport report)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_options))
        {
            new NotebookWriter(json).Notebook(report);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private void Notebook(HtmlReport report)
    {
        _json.WriteStartObject();
        _json.WriteStartArray("cells");
        Markdown("# " + MarkdownWriter.Inline(report.Title) + (report.SubtitleText is null ? "" : "\n\n" + MarkdownWriter.Inline(report.SubtitleText)));
        foreach ((string heading, ReportSection content) in report.Sections)
        {
            Markdown("## " + MarkdownWriter.Inline(heading));
            Blocks(content);
        }

        _json.WriteEndArray();
        _json.WriteStartObject("metadata");
        _json.WriteStartObject("language_info");
        _json.WriteString("name", "csharp");
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteNumber("nbformat", 4);
        _json.WriteNumber("nbformat_minor", 5);
        _json.WriteEndObject();
    }

    private void Blocks(ReportSection section)
    {
        foreach (ReportBlock block in section.Blocks)
        {
            switch (block)
            {
                case FigureBlock figure:
                    Figure(figure);
                    break;
                case DetailsBlock details:
                    Markdown("### " + MarkdownWriter.Inline(details.Summary));
                    Blocks(details.Content);
                    break;
                default:
                    Markdown(MarkdownWriter.Block(block));
                    break;
            }
        }
    }

    private void Markdown(string text)
    {
        Begin("markdown");
        Lines("source", text);
        _json.WriteEndObject();
    }

    private void Figure(FigureBlock figure)
    {
        Begin("code");
        _json.WriteNull("execution_count");
        Lines("source", "");
        _json.WriteStartArray("outputs");
        _json.WriteStartObject();
        _json.WriteString("output_type", "display_data");
        _json.WriteStartObject("data");
        Lines("image/svg+xml", figure.Figure.ToSvg());
        if (figure.Downloads && figure.Figure.ToVegaLite() is { } vega)
        {
            _json.WritePropertyName("application/vnd.vegalite.v5+json");
            _json.WriteRawValue(vega);
        }

        Lines("text/plain", figure.Figure.Title);
        _json.WriteEndObject();
        _json.WriteStartObject("metadata");
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteEndArray();
        _json.WriteEndObject();
        Markdown("*" + MarkdownWriter.Inline(figure.Caption ?? figure.Figure.Description) + "*");
    }

    private void Begin(string kind)
    {
        _json.WriteStartObject();
        _json.WriteString("cell_type", kind);
        _json.WriteString("id", "cell-" + (++_cell).ToString("0000", CultureInfo.InvariantCulture));
        _json.WriteStartObject("metadata");
        _json.WriteEndObject();
    }

    private void Lines(string name, string text)
    {
        _json.WriteStartArray(name);
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = i < lines.Length - 1 ? lines[i] + "\n" : lines[i];
            if (line.Length > 0)
            {
                _json.WriteStringValue(line);
            }
        }

        _json.WriteEndArray();
    }
}
