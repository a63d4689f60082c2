using EcgScaling.Figures;
using EcgScaling.Figures.Reports;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Reporting;

/// <summary>The tables of a study.</summary>
public static class StudyTables
{
    /// <summary>The fitted laws of one kind: one row per group, estimates with 95 % intervals.</summary>
    public static ReportTable Fits(StudyAnalysis analysis, LawKind kind)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ReportTable table = ReportTable.Empty.Text("Group");
        table = kind == LawKind.SizeAndData ? table : table.Number(kind == LawKind.Size ? "D" : "N");
        table = table.Number("Points").Number("E");
        table = kind == LawKind.Data ? table : table.Number("A").Number("α");
        table = kind == LawKind.Size ? table : table.Number("B").Number("β");
        return table.Rows(analysis.Laws.Where(law => law.Kind == kind && law.Fit is not null), law =>
        [
            law.Group.Title,
            .. kind == LawKind.SizeAndData ? Array.Empty<object?>() : [NumberText.Count(law.Held)],
            law.Points.Length,
            Estimate(law, "E"),
            .. kind == LawKind.Data ? Array.Empty<object?>() : [Estimate(law, "A"), Estimate(law, "alpha")],
            .. kind == LawKind.Size ? Array.Empty<object?>() : [Estimate(law, "B"), Estimate(law, "beta")],
        ]);
    }

    /// <summary>Every parameter of every fitted law on its own row, with all digits in CSV.</summary>
    public static ReportTable Parameters(StudyAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ReportTable table = ReportTable.Empty.Text("group").Text("family").Text("arm").Text("law").Number("held_at").Number("points").Text("parameter").Number("estimate").Number("low").Number("high");
        return table.Rows(
            analysis.Laws.SelectMany(law => law.Parameters.Select(parameter => (law, parameter))),
            row => [row.law.Group.Title, row.law.Group.Family, row.law.Group.Arm, StudyText.Kind(row.law.Kind), row.law.Held, row.law.Points.Length, row.parameter.Name, row.parameter.Value, row.parameter.Low, row.parameter.High]);
    }

    /// <summary>The laws that could not be fitted, with the reason.</summary>
    public static ReportTable Unfitted(StudyAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return ReportTable.Empty.Text("Group").Text("Law").Text("Why there is no fit").Rows(
            analysis.Laws.Where(law => law.Fit is null),
            law => [law.Group.Title, StudyText.Kind(law.Kind), law.Reason]);
    }

    /// <summary>One row per comparison.</summary>
    public static ReportTable Efficiencies(StudyAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return ReportTable.Empty.Text("Efficiency").Text("a").Text("b").Text("measured on").Number("at loss").Number("ratio b/a", 3).Number("95 % from", 3).Number("95 % to", 3).Text("Remark").Rows(
            analysis.Efficiencies,
            efficiency => [efficiency.Kind == LawKind.Size ? "parameters" : "data", efficiency.Numerator, efficiency.Denominator, AnswerText.Place(efficiency.Set, efficiency.Knowledge), efficiency.Loss, efficiency.Ratio, efficiency.Low, efficiency.High, efficiency.Reason ?? ""]);
    }

    /// <summary>One row per finished trial.</summary>
    public static ReportTable Trials(StudyResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        ReportTable table = ReportTable.Empty.Text("Family").Text("Arm").Number("N").Number("D").Number("Seed").Number("Steps").Number("Epochs", 3).Number("C (FLOP)", 3).Number("Loss").Number("± 1 SE", 2).Text("Unit").Number("Seconds", 3).Number("Attempts").Text("Trial");
        return table.Rows(results.Trials, trial =>
        [
            trial.Family, trial.Arm, trial.Parameters, trial.Records, trial.Seed, trial.Steps, trial.Epochs, trial.Flops, trial.Loss, trial.Evaluations[0].LossStandardError, trial.Evaluations[0].Unit, trial.Run.Seconds, trial.Run.Attempts, trial.Key[..Math.Min(8, trial.Key.Length)],
        ]);
    }

    /// <summary>One row per trial without a result, with where it stands.</summary>
    public static ReportTable Unfinished(StudyResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return ReportTable.Empty.Text("Trial").Text("State").Text("Why").Rows(
            results.Unfinished,
            unfinished => [unfinished.Trial.Name, unfinished.Status.State.ToString(), unfinished.Status.Failure?.Message ?? ""]);
    }

    private static string? Estimate(FittedLaw law, string name) => law[name] is { } parameter ? NumberText.Interval(parameter.Value, parameter.Low, parameter.High) : null;
}
