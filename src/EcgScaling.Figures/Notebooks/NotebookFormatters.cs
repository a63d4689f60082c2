namespace EcgScaling.Figures.Notebooks;

/// <summary>The formatters of figures, tables and reports: HTML for people, Vega-Lite and Markdown where a front end prefers them.</summary>
public sealed class NotebookFormatters
{
    /// <summary>One formatter per media type; each has <c>MimeType</c> and <c>Format(object, TextWriter)</c>.</summary>
#pragma warning disable CA1822 // Kernels call it on an instance.
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new NotebookFormatter("text/html", NotebookContent.Html),
        new NotebookFormatter("application/vnd.vegalite.v5+json", value => (value as IFigure)?.ToVegaLite()),
        new NotebookFormatter("image/svg+xml", value => (value as IFigure)?.ToSvg()),
        new NotebookFormatter("text/markdown", NotebookContent.Markdown),
    ];
#pragma warning restore CA1822
}
