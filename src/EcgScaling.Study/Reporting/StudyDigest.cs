using System.Globalization;
using System.Text;
using EcgScaling.Figures.Reports;
using EcgScaling.Study.Answering;
using EcgScaling.Study.Describing;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Reporting;

/// <summary>The key figures of a study as Markdown, to be put into a page that people write around.</summary>
public static class StudyDigest
{
    /// <summary>The line after which a page holds the digest.</summary>
    public const string Begin = "<!-- study digest: begin -->";

    /// <summary>The line before which it ends.</summary>
    public const string End = "<!-- study digest: end -->";

    /// <summary>Design, time, answers with their findings, lowest losses and laws.</summary>
    public static string ToMarkdown(StudyAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var (results, culture) = (analysis.Results, CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        text.AppendLine(culture, $"{results.Trials.Length} of {results.Plan.Trials.Length} trials, {SizeText.Format(results.Trials.Min(trial => trial.Parameters))} to {SizeText.Format(results.Trials.Max(trial => trial.Parameters))} parameters, {string.Join(", ", results.Trials.Select(trial => trial.Records).Distinct().Order())} records; {results.Trials.Sum(trial => trial.Flops):0.0e+0} FLOP; {PlanTable.Duration(TimeSpan.FromSeconds(results.Trials.Sum(trial => trial.Run.Seconds)))} of one core for training and measuring. Data `sha256:{results.Plan.Data.Hash[..16]}`.");
        text.AppendLine().AppendLine("### Answers").AppendLine().AppendLine(AnswerText.Claims(analysis.Answers).ToMarkdown());
        foreach (var claim in analysis.Answers.Claims.Where(claim => !claim.Findings.IsEmpty))
        {
            text.AppendLine(culture, $"**{claim.Statement}** {claim.Reading}").AppendLine().AppendLine(AnswerText.Findings(claim).ToMarkdown());
        }

        text.AppendLine("### Lowest losses").AppendLine().AppendLine(Lowest(results).ToMarkdown());
        foreach (var kind in Enum.GetValues<LawKind>().Where(kind => analysis.Laws.Any(law => law.Kind == kind && law.Fit is not null)))
        {
            text.AppendLine(culture, $"### {StudyText.Kind(kind)}").AppendLine().AppendLine(StudyTables.Fits(analysis, kind).ToMarkdown());
        }

        return text.ToString().ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    /// <summary>Replaces what a page holds between <see cref="Begin"/> and <see cref="End"/>.</summary>
    /// <exception cref="SpecException">The page does not have both lines.</exception>
    public static string Into(string page, StudyAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(page);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        return begin >= 0 && end > begin
            ? $"{page[..(begin + Begin.Length)]}\n\n{ToMarkdown(analysis)}\n{page[end..]}"
            : throw new SpecException("page", [$"it has no '{Begin}' before a '{End}'; put both where the digest belongs, each on a line of its own."]);
    }

    /// <summary>For each loss that was measured, which group reached the lowest and with what.</summary>
    internal static ReportTable Lowest(StudyResults results) => ReportTable.Empty.Text("Loss").Text("Group").Number("N").Number("D").Number("lowest").Text("Unit").Rows(
        from measurement in Measurement.Of(results)
        from unit in results.Trials.Select(trial => trial.Measured(measurement.Set, measurement.Knowledge)?.Unit).OfType<string>().Distinct()
        let best = results.Groups.SelectMany(@group => @group.Trials.Select(trial => (Group: @group, Trial: trial, Evaluation: trial.Measured(measurement.Set, measurement.Knowledge))))
            .Where(row => row.Evaluation is not null && row.Evaluation.Unit == unit && double.IsFinite(row.Evaluation.Loss)).OrderBy(row => row.Evaluation!.Loss).FirstOrDefault()
        where best.Evaluation is not null
        select (measurement, best, unit),
        row => [row.measurement.Title, row.best.Group.Title, row.best.Trial.Parameters, row.best.Trial.Records, row.best.Evaluation!.Loss, row.unit]);
}
