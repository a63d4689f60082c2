using System.Text;
using static EcgScaling.Figures.Svg.SvgWriter;

namespace EcgScaling.Figures.Reports;

internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new();
    private int _figure;
    private int _table;

    public static string Write(HtmlReport report)
    {
        var writer = new HtmlWriter();
        writer.Document(report);
        return writer._html.ToString();
    }

    private void Document(HtmlReport report)
    {
        _html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">\n")
            .Append("<link rel=\"icon\" href=\"data:,\">\n")
            .Append("<title>").Append(Escape(report.Title)).Append("</title>\n<style>\n").Append(ReportStyle.Css).Append("</style>\n</head>\n<body>\n<header>\n<h1>").Append(Escape(report.Title)).Append("</h1>\n");
        if (report.SubtitleText is not null)
        {
            _html.Append("<p class=\"sub\">").Append(Escape(report.SubtitleText)).Append("</p>\n");
        }

        _html.Append("</header>\n");
        if (report.Sections.Length > 2)
        {
            _html.Append("<nav aria-label=\"Contents\"><ol>\n");
            for (int i = 0; i < report.Sections.Length; i++)
            {
                _html.Append("<li><a href=\"#s").Append(i + 1).Append("\">").Append(Escape(report.Sections[i].Heading)).Append("</a></li>\n");
            }

            _html.Append("</ol></nav>\n");
        }

        _html.Append("<main>\n");
        for (int i = 0; i < report.Sections.Length; i++)
        {
            _html.Append("<section aria-labelledby=\"s").Append(i + 1).Append("\">\n<h2 id=\"s").Append(i + 1).Append("\">").Append(Escape(report.Sections[i].Heading)).Append("</h2>\n");
            Blocks(report.Sections[i].Content);
            _html.Append("</section>\n");
        }

        _html.Append("</main>\n</body>\n</html>\n");
    }

    private void Blocks(ReportSection section)
    {
        foreach (ReportBlock block in section.Blocks)
        {
            switch (block)
            {
                case ParagraphBlock paragraph:
                    _html.Append("<p>").Append(Escape(paragraph.Text)).Append("</p>\n");
                    break;
                case FindingBlock finding:
                    _html.Append("<div class=\"finding ").Append(ToneClass(finding.Tone)).Append("\" role=\"note\"><strong>").Append(Escape(finding.Verdict)).Append("</strong> ").Append(Escape(finding.Statement)).Append("</div>\n");
                    break;
                case FigureBlock figure:
                    Figure(figure);
                    break;
                case TableBlock table:
                    Table(table);
                    break;
                case PairsBlock pairs:
                    Pairs(pairs);
                    break;
                case CodeBlock code:
                    _html.Append("<pre><code>").Append(EscapeLines(code.Text)).Append("</code></pre>\n");
                    break;
                case DownloadBlock download:
                    _html.Append("<p class=\"files\">");
                    Link(download.FileName, download.MediaType, download.Content.Span, download.FileName);
                    _html.Append("</p>\n");
                    break;
                case DetailsBlock details:
                    _html.Append("<details><summary>").Append(Escape(details.Summary)).Append("</summary>\n");
                    Blocks(details.Content);
                    _html.Append("</details>\n");
                    break;
            }
        }
    }

    private void Figure(FigureBlock block)
    {
        _figure++;
        string name = $"figure-{_figure}-{FileNames.Of(block.Figure.Title)}";
        string svg = block.Figure.ToSvg();
        _html.Append("<figure>\n<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"").Append(Escape(block.Figure.Title)).Append("\">\n").Append(svg).Append("</div>\n<figcaption><b>Figure ").Append(_figure).Append(".</b> ").Append(Escape(block.Caption ?? block.Figure.Description));
        if (block.Downloads)
        {
            _html.Append(" <span class=\"files\">");
            Link(name + ".svg", "image/svg+xml", Encoding.UTF8.GetBytes(svg), "SVG");
            if (block.Figure.ToVegaLite() is { } vega)
            {
                _html.Append(' ');
                Link(name + ".vl.json", "application/json", Encoding.UTF8.GetBytes(vega), "Vega-Lite");
            }

            _html.Append("</span>");
        }

        _html.Append("</figcaption>\n</figure>\n");
    }

    private void Table(TableBlock block)
    {
        string html = block.Table.ToHtml();
        _html.Append("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"").Append(Escape(block.Caption ?? "Table")).Append("\">\n");
        if (block.Caption is not null)
        {
            _table++;
            html = html.Insert("<table>".Length, $"<caption><b>Table {_table}.</b> {Escape(block.Caption)}</caption>");
        }

        _html.Append(html).Append("</div>\n");
        if (block.FileName is not null)
        {
            _html.Append("<p class=\"files\">");
            Link(block.FileName, "text/csv", Encoding.UTF8.GetBytes(block.Table.ToCsv()), block.FileName);
            _html.Append("</p>\n");
        }
    }

    private void Pairs(PairsBlock block)
    {
        _html.Append("<dl>\n");
        foreach ((string key, string value) in block.Pairs)
        {
            _html.Append("<dt>").Append(Escape(key)).Append("</dt><dd>").Append(Escape(value)).Append("</dd>\n");
        }

        _html.Append("</dl>\n");
    }

    private void Link(string fileName, string mediaType, ReadOnlySpan<byte> content, string label) =>
        _html.Append("<a download=\"").Append(Escape(fileName)).Append("\" href=\"data:").Append(Escape(mediaType)).Append(";base64,").Append(Convert.ToBase64String(content)).Append("\">").Append(Escape(label)).Append("</a>");

    private static string EscapeLines(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Escape));

    private static string ToneClass(FindingTone tone) => tone switch
    {
        FindingTone.Good => "good",
        FindingTone.Bad => "bad",
        FindingTone.Warning => "warn",
        _ => "neutral",
    };
}
