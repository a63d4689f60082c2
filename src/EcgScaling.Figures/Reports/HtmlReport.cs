using System.Collections.Immutable;
using System.Text;
using EcgScaling.Figures.Notebooks;

namespace EcgScaling.Figures.Reports;

/// <summary>
/// A report as one HTML file that needs nothing else: no scripts, no network, figures inline, sources as downloads. It reads well on a phone, in
/// the dark and on paper. The same report writes itself as Markdown with figure files, and as a notebook with stored outputs. Immutable.
/// </summary>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed class HtmlReport
{
    private HtmlReport(string title, string? subtitle, ImmutableArray<(string Heading, ReportSection Content)> sections)
    {
        Title = title;
        SubtitleText = subtitle;
        Sections = sections;
    }

    /// <summary>The title.</summary>
    public string Title { get; }

    internal string? SubtitleText { get; }

    internal ImmutableArray<(string Heading, ReportSection Content)> Sections { get; }

    /// <summary>Starts an empty report.</summary>
    public static HtmlReport Create(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return new HtmlReport(title, null, []);
    }

    /// <summary>A line under the title: what was studied, when, with what.</summary>
    public HtmlReport Subtitle(string text) => new(Title, text, Sections);

    /// <summary>Appends a section; headings become the table of contents.</summary>
    public HtmlReport Section(string heading, Func<ReportSection, ReportSection> content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new HtmlReport(Title, SubtitleText, Sections.Add((heading, content(ReportSection.Empty))));
    }

    /// <summary>The complete HTML document.</summary>
    public string ToHtml() => HtmlWriter.Write(this);

    /// <summary>The report as Markdown; figures are named by <paramref name="figurePath"/>, which the caller writes (or lets <see cref="SaveMarkdown"/> write).</summary>
    /// <param name="figurePath">The path to put into the text for a figure's SVG.</param>
    public string ToMarkdown(Func<IFigure, int, string> figurePath) => MarkdownWriter.Write(this, figurePath);

    /// <summary>The report as a Jupyter notebook (nbformat 4.5) with stored outputs, readable in any viewer without running it.</summary>
    public string ToNotebook() => NotebookWriter.Write(this);

    /// <summary>Writes the HTML document, whole or not at all.</summary>
    public void Save(string path) => WriteWhole(path, ToHtml());

    /// <summary>Writes the notebook, whole or not at all.</summary>
    public void SaveNotebook(string path) => WriteWhole(path, ToNotebook());

    /// <summary>Writes the Markdown file, and its figures as numbered SVG files in a folder <c>figures</c> beside it; numbered figures of an earlier report are removed, other files stay.</summary>
    public void SaveMarkdown(string path)
    {
        string folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "figures");
        Directory.CreateDirectory(folder);
        var written = new HashSet<string>(StringComparer.Ordinal);
        string text = ToMarkdown((figure, number) =>
        {
            string name = $"{number:00}-{FileNames.Of(figure.Title)}.svg";
            written.Add(name);
            WriteWhole(Path.Combine(folder, name), figure.ToSvg());
            return "figures/" + name;
        });
        WriteWhole(path, text);
        foreach (string old in Directory.EnumerateFiles(folder, "*.svg").Where(file => IsNumbered(Path.GetFileName(file)) && !written.Contains(Path.GetFileName(file))).ToArray())
        {
            File.Delete(old);
        }
    }

    private static bool IsNumbered(string name)
    {
        int dash = name.IndexOf('-', StringComparison.Ordinal);
        return dash >= 2 && name.AsSpan(0, dash).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static void WriteWhole(string path, string text)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string partial = full + ".partial";
        File.WriteAllText(partial, text, new UTF8Encoding(false));
        File.Move(partial, full, overwrite: true);
    }
}
