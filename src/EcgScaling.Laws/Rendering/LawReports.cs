using EcgScaling.Figures;
using EcgScaling.Figures.Reports;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Rendering;

/// <summary>A fit as a page, as text and as a picture.</summary>
public static class LawReports
{
    /// <summary>The parameters with profile intervals.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="level">The level of the intervals.</param>
    public static ReportTable ParameterTable(this LawFit fit, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var intervals = fit.ProfileIntervals(level).ToDictionary(interval => interval.Name);
        string percent = NumberText.Significant(level * 100, 3);
        ReportTable table = ReportTable.Empty.Text("Parameter").Number("Estimate", 5).Number($"{percent} % from", 4).Number($"{percent} % to", 4).Text("Remark");
        foreach (FittedParameter parameter in fit.Parameters)
        {
            bool free = intervals.TryGetValue(parameter.Name, out QuantityInterval? interval);
            string remark = !free ? "held fixed" : parameter.AtBound ? "at its bound" : interval!.IsClosed ? "" : "the data leave the interval open";
            table = table.Row(parameter.Name, parameter.Value, interval?.Lower, interval?.Upper, remark);
        }

        return table;
    }

    /// <summary>The fit as a report: parameters, figures, certificate, warnings, provenance.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="options">Labels, level and bands of its figures.</param>
    public static HtmlReport ToReport(this LawFit fit, LawFigureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        options ??= new LawFigureOptions();
        return HtmlReport.Create($"Scaling law: {Symbols.Of(fit.Form.Formula)}")
            .Subtitle($"{fit.Count} points from {fit.Provenance.Source}; {fit.Objective}")
            .Section("Parameters", section => Warnings(section.Table(fit.ParameterTable(options.Level), "Estimates with profile intervals.", "parameters.csv"), fit))
            .Section("Fit", section => FitFigures(section, fit, options))
            .Section("Residuals", section => section.Figure(fit.ResidualFigure(options), "Residuals against inputs and prediction, and their normal quantiles."))
            .Section("Profiles", section => section.Figure(fit.ProfileFigure(options.Level), "How the objective rises when one parameter is held and the others are refitted."))
            .Section("Certificate and provenance", section => section.KeyValues(Certificate(fit)));
    }

    /// <summary>The report of <see cref="ToReport"/> as one HTML document.</summary>
    public static string ToHtml(this LawFit fit, LawFigureOptions? options = null) => fit.ToReport(options).ToHtml();

    /// <summary>The loss figure as SVG.</summary>
    public static string ToSvg(this LawFit fit, LawFigureOptions? options = null) => fit.LossFigure(null, options).ToSvg();

    /// <summary>The loss figure as Vega-Lite.</summary>
    public static string ToVegaLite(this LawFit fit, LawFigureOptions? options = null) => fit.LossFigure(null, options).ToVegaLite();

    /// <summary>Formula, parameters with intervals and warnings as Markdown.</summary>
    public static string ToMarkdown(this LawFit fit, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(fit);
        string warnings = string.Concat(fit.Warnings.Select(warning => $"\n- **{warning.Severity}** ({warning.Code}): {warning.Message}"));
        return $"**{Symbols.Of(fit.Form.Formula)}** fitted to {fit.Count} points, {fit.Objective}, objective {NumberText.Significant(fit.ObjectiveValue, 6)}\n\n{fit.ParameterTable(level).ToMarkdown()}{(warnings.Length > 0 ? warnings + "\n" : "")}";
    }

    private static ReportSection FitFigures(ReportSection section, LawFit fit, LawFigureOptions options)
    {
        foreach (LawInput input in fit.Form.Inputs)
        {
            section = section.Figure(fit.LossFigure(input, options), $"Measured and predicted loss along {input}; thin lines go beyond the data.");
        }

        if (LawFigures.Asymptote(fit) is not null)
        {
            foreach (LawInput input in fit.Form.Inputs)
            {
                section = section.Figure(fit.ReducibleLossFigure(input, options), $"What is left above the irreducible loss, along {input}.");
            }
        }

        return fit.Form.Inputs is [LawInput.N, LawInput.D] ? section.Figure(fit.ContourFigure(null, options), "Predicted loss over size and data.") : section;
    }

    private static ReportSection Warnings(ReportSection section, LawFit fit) => fit.Warnings.Aggregate(section, (current, warning) => warning.Severity switch
    {
        WarningSeverity.Severe => current.Finding(FindingTone.Bad, "Severe", warning.Message),
        WarningSeverity.Caution => current.Finding(FindingTone.Warning, "Caution", warning.Message),
        _ => current.Finding(FindingTone.Neutral, "Note", warning.Message),
    });

    private static IEnumerable<(string, string)> Certificate(LawFit fit)
    {
        FitCertificate certificate = fit.Certificate;
        yield return ("Certificate", certificate.Passed ? "passed" : "not passed");
        yield return ("Objective", NumberText.Significant(fit.ObjectiveValue, 8));
        yield return ("Relative gradient", NumberText.Significant(certificate.GradientNorm, 3));
        yield return ("Promised improvement", NumberText.Significant(certificate.PromisedImprovement, 3));
        yield return ("Condition number", NumberText.Significant(certificate.ConditionNumber, 3));
        yield return ("Starts at the best minimum", $"{certificate.StartsAtBest} of {certificate.Starts}");
        yield return ("Parameters at bounds", certificate.ActiveBounds.Count == 0 ? "none" : string.Join(", ", certificate.ActiveBounds));
        yield return ("Data", $"{fit.Provenance.Source}, {fit.Provenance.Rows} rows");
        yield return ("Data hash", "sha256:" + fit.Provenance.DataHash);
        yield return ("Library", fit.Provenance.Library);
    }
}
