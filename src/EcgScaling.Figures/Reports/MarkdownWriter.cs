using System.Text;

namespace EcgScaling.Figures.Reports;

internal static class MarkdownWriter
{
    public static string Write(HtmlReport report, Func<IFigure, int, string> figurePath)
    {
        ArgumentNullException.ThrowIfNull(figurePath);
        var text = new StringBuilder();
        text.Append("# ").Append(Inline(report.Title)).Append('\n');
        if (report.SubtitleText is not null)
        {
            text.Append('\n').Append(Inline(report.SubtitleText)).Append('\n');
        }

        int figures = 0;
        foreach ((string heading, ReportSection content) in report.Sections)
        {
            text.Append("\n## ").Append(Inline(heading)).Append('\n');
            Blocks(text, content, figurePath, ref figures);
        }

        return text.ToString();
    }

    /// <summary>A block as Markdown; figures are left to the caller.</summary>
    public static string Block(ReportBlock block) => block switch
    {
        ParagraphBlock paragraph => Inline(paragraph.Text),
        FindingBlock finding => $"> **{Inline(finding.Verdict)}**: {Inline(finding.Statement)}",
        TableBlock table => (table.Caption is null ? "" : $"**{Inline(table.Caption)}**\n\n") + table.Table.ToMarkdown().TrimEnd('\n'),
        PairsBlock pairs => pairs.Pairs.Aggregate(ReportTable.Empty.Text("").Text(""), (table, pair) => table.Row(pair.Key, pair.Value)).ToMarkdown().TrimEnd('\n'),
        CodeBlock code => Fenced(code.Text),
        DownloadBlock download => $"File: `{download.FileName}`",
        _ => "",
    };

    private static void Blocks(StringBuilder text, ReportSection section, Func<IFigure, int, string> figurePath, ref int figures)
    {
        foreach (ReportBlock block in section.Blocks)
        {
            text.Append('\n');
            if (block is FigureBlock figure)
            {
                figures++;
                text.Append("![").Append(Inline(figure.Figure.Title)).Append("](").Append(figurePath(figure.Figure, figures)).Append(")\n\n*Figure ").Append(figures).Append(". ").Append(Inline(figure.Caption ?? figure.Figure.Description)).Append("*\n");
            }
            else if (block is DetailsBlock details)
            {
                text.Append("### ").Append(Inline(details.Summary)).Append('\n');
                Blocks(text, details.Content, figurePath, ref figures);
            }
            else
            {
                text.Append(Block(block)).Append('\n');
            }
        }
    }

    public static string Inline(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text.ReplaceLineEndings(" "))
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#')
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static string Fenced(string text)
    {
        string fence = "```";
        while (text.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }

        return $"{fence}\n{text.ReplaceLineEndings("\n").TrimEnd('\n')}\n{fence}";
    }
}
