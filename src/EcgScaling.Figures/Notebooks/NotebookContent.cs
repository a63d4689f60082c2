using EcgScaling.Figures.Reports;
using EcgScaling.Figures.Svg;

namespace EcgScaling.Figures.Notebooks;

internal static class NotebookContent
{
    /// <summary>Reports go into a frame of their own, so that their style does not reach the notebook around them.</summary>
    public static string? Html(object value) => value switch
    {
        IFigure figure => figure.ToSvg(),
        ReportTable table => table.ToHtml(),
        HtmlReport report => $"<iframe title=\"{SvgWriter.Escape(report.Title)}\" style=\"width:100%;height:40rem;border:0\" sandbox=\"allow-downloads\" srcdoc=\"{SvgWriter.Escape(report.ToHtml())}\"></iframe>",
        INotebookReport source => Html(source.ToReport()),
        _ => null,
    };

    public static string? Markdown(object value) => (value as ReportTable)?.ToMarkdown();
}
