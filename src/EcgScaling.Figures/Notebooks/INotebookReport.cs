using EcgScaling.Figures.Reports;

namespace EcgScaling.Figures.Notebooks;

/// <summary>A result that a notebook shows as a report: implement it and mark the type with <see cref="TypeFormatterSourceAttribute"/>.</summary>
public interface INotebookReport
{
    /// <summary>The report.</summary>
    HtmlReport ToReport();
}
