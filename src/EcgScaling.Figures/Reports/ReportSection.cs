using System.Collections.Immutable;
using System.Text;

namespace EcgScaling.Figures.Reports;

/// <summary>What stands under one heading of a report, in order. Immutable: every method returns a longer section.</summary>
public sealed class ReportSection
{
    private ReportSection(ImmutableArray<ReportBlock> blocks)
    {
        Blocks = blocks;
    }

    /// <summary>A section with nothing in it.</summary>
    public static ReportSection Empty { get; } = new([]);

    internal ImmutableArray<ReportBlock> Blocks { get; }

    /// <summary>A paragraph of plain text.</summary>
    public ReportSection Paragraph(string text) => With(new ParagraphBlock(text));

    /// <summary>A statement with the verdict that the data allow: "supported", "contradicted", "not resolved".</summary>
    /// <param name="tone">Its colour.</param>
    /// <param name="verdict">One or two words, shown first.</param>
    /// <param name="statement">The claim with estimate and interval.</param>
    public ReportSection Finding(FindingTone tone, string verdict, string statement) => With(new FindingBlock(tone, verdict, statement));

    /// <summary>Something the reader must know before trusting a number.</summary>
    public ReportSection Warning(string text) => Finding(FindingTone.Warning, "Warning", text);

    /// <summary>A figure, inline, with its SVG and Vega-Lite sources to download.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="caption">What to see in it; its description by default.</param>
    /// <param name="downloads">Whether the sources are put into the page; without them it is about a third of the size.</param>
    public ReportSection Figure(IFigure figure, string? caption = null, bool downloads = true)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return With(new FigureBlock(figure, caption, downloads));
    }

    /// <summary>A table; with a file name it can also be downloaded as CSV.</summary>
    public ReportSection Table(ReportTable table, string? caption = null, string? csvName = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        return With(new TableBlock(table, caption, csvName));
    }

    /// <summary>Names and values, such as the environment a study ran in.</summary>
    public ReportSection KeyValues(IEnumerable<(string Key, string Value)> pairs) => With(new PairsBlock([.. pairs]));

    /// <summary>Text in fixed pitch, kept as it is.</summary>
    public ReportSection Code(string text) => With(new CodeBlock(text));

    /// <summary>A file inside the report, offered for download.</summary>
    public ReportSection Download(string fileName, string mediaType, string content) => With(new DownloadBlock(fileName, mediaType, Encoding.UTF8.GetBytes(content)));

    /// <summary>A part that opens on demand (it is open in print).</summary>
    public ReportSection Details(string summary, Func<ReportSection, ReportSection> content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return With(new DetailsBlock(summary, content(Empty)));
    }

    private ReportSection With(ReportBlock block) => new(Blocks.Add(block));
}
