using System.Collections.Immutable;
using System.Globalization;
using EcgScaling.Figures;
using EcgScaling.Figures.Reports;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Reporting;

/// <summary>Turns an analysis into a report: what was found first, then figures, laws, efficiencies, trials, plan and environment.</summary>
public static class StudyReport
{
    /// <summary>The report of an analysis; it writes itself as one HTML file, as Markdown and as a notebook.</summary>
    public static HtmlReport Of(StudyAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var plan = analysis.Results.Plan;
        return HtmlReport.Create($"Scaling study: {plan.Spec.Name}")
            .Subtitle(plan.Summary())
            .Section("Summary", section => Summary(section, analysis))
            .Section("Loss against model size", section => Curves(section, analysis, LawKind.Size))
            .Section("Loss against training records", section => Curves(section, analysis, LawKind.Data))
            .Section("Scaling laws", section => section.Table(Laws(analysis), "Fitted parameters with 95 % profile intervals; an open end is one that these data do not set.", "fits.csv"))
            .Section("Efficiency", section => Efficiency(section, analysis))
            .Section("Trials", section => section.Table(Trials(analysis), "Every trial with a result.", "trials.csv"))
            .Section("Plan and environment", section => section.KeyValues(Environment(analysis)));
    }

    private static ReportSection Summary(ReportSection section, StudyAnalysis analysis)
    {
        var results = analysis.Results;
        section = section.Paragraph(string.Create(CultureInfo.InvariantCulture,
            $"{results.Trials.Length} of {results.Plan.Trials.Length} trials are done. Losses are measured on {results.Plan.Data.HeldOutRecords:N0} held-out records of patients that no model was trained on."));
        foreach (var law in analysis.Laws.Where(law => law.Kind == LawKind.SizeAndData || analysis.Laws.All(other => other.Group != law.Group || other.Kind != LawKind.SizeAndData)))
        {
            section = law.Fit is null
                ? section.Finding(FindingTone.Warning, "Not resolved", $"{law.Group.Title}, {LawText.Name(law)}: {law.Reason}.")
                : section.Finding(FindingTone.Neutral, LawText.Name(law), $"{law.Group.Title}: {LawText.Exponents(law)}.");
        }

        return analysis.Warnings.Aggregate(section, (with, warning) => with.Warning(warning));
    }

    private static ReportSection Curves(ReportSection section, StudyAnalysis analysis, LawKind kind)
    {
        foreach (var arm in analysis.Laws.Where(law => law.Kind == kind).GroupBy(law => (law.Group.Arm, law.Group.Unit)))
        {
            section = section.Figure(Curve(arm.Key.Arm, arm.Key.Unit, [.. arm], kind), "Points are trials, lines the fitted laws; where no law could be fitted only the points are shown.");
        }

        return section;
    }

    private static Figure Curve(string arm, string unit, ImmutableArray<FittedLaw> laws, LawKind kind)
    {
        double Along(EcgScaling.Laws.ScalingPoint point) => kind == LawKind.Size ? point.N : point.D;
        var figure = Figure.Create($"{arm}: held-out loss against {(kind == LawKind.Size ? "parameters" : "training records")}")
            .LogX(kind == LawKind.Size ? "parameters N" : "training records D").LogY($"held-out loss, {unit}");
        foreach (var law in laws.Where(law => law.Points.Length > 0))
        {
            figure = figure.Points(law.Group.FamilyTitle, law.Points.Select(Along), law.Points.Select(point => point.Loss));
            if (law.Fit is { } fit)
            {
                figure = figure.Curve(law.Group.FamilyTitle, value => fit.Predict(value), law.Points.Min(Along), law.Points.Max(Along));
            }
        }

        return figure;
    }

    private static ReportTable Laws(StudyAnalysis analysis) => ReportTable.Empty
        .Text("model").Text("arm").Text("law").Number("trials").Text("formula").Text("parameters").Text("notes")
        .Rows(analysis.Laws, law => [law.Group.FamilyTitle, law.Group.Arm, LawText.Name(law), law.Points.Length, law.Fit?.Form.Formula ?? string.Empty, LawText.Parameters(law), law.Reason ?? string.Join(" ", law.Warnings)]);

    private static ReportSection Efficiency(ReportSection section, StudyAnalysis analysis)
    {
        section = section.Paragraph("Our definitions, not a published study's: parameter efficiency of a over b at a loss is the parameters b needs over those a needs, at equal data; data efficiency likewise. Compared at the lowest loss both reached.");
        return analysis.Efficiencies.Aggregate(section, (with, efficiency) => with.Finding(
            efficiency.Resolved ? FindingTone.Neutral : FindingTone.Warning,
            efficiency.Resolved ? string.Create(CultureInfo.InvariantCulture, $"{efficiency.Ratio:G3}x") : "Not resolved",
            LawText.Sentence(efficiency)));
    }

    private static ReportTable Trials(StudyAnalysis analysis) => ReportTable.Empty
        .Text("model").Text("arm").Number("parameters", 9).Number("records", 9).Number("seed", 20).Number("epochs").Number("FLOP").Number("held-out loss", 5).Text("unit").Number("training loss", 5).Number("AUROC").Number("seconds")
        .Rows(analysis.Results.Trials, trial => [trial.Family, trial.Arm, trial.Parameters, trial.Records, trial.Seed, trial.Epochs, trial.Flops, trial.Loss, trial.Evaluations[0].Unit, trial.TrainingLoss, trial.Evaluations[0].Metrics.TryGetValue("auroc.macro", out var auroc) ? auroc : null, trial.Run.Seconds]);

    private static IEnumerable<(string Key, string Value)> Environment(StudyAnalysis analysis)
    {
        var (plan, trials) = (analysis.Results.Plan, analysis.Results.Trials);
        var culture = CultureInfo.InvariantCulture;
        yield return ("Records", string.Create(culture, $"{plan.Data.Records:N0} of {plan.Data.Patients:N0} patients, {plan.Data.Name}"));
        yield return ("Split", string.Create(culture, $"by patient, seed {plan.Spec.Data.SplitSeed}: {plan.Data.TrainingRecords:N0} records to train on, {plan.Data.HeldOutRecords:N0} held out"));
        yield return ("Data hash", plan.Data.Hash);
        yield return ("Model input", string.Create(culture, $"{plan.Data.Input.Leads.Count} leads, {plan.Data.Input.Rate}, {plan.Data.Input.Samples} samples, pipeline '{plan.Data.Input.Preprocessing}'"));
        yield return ("Training", string.Create(culture, $"{plan.Spec.Training.Duration}, batches of {plan.Spec.Training.BatchSize}, {plan.Spec.Training.Optimizer.Kind}"));
        yield return ("Machines", string.Join(", ", trials.Select(trial => $"{trial.Run.Machine}, {trial.Run.Device}, {trial.Run.Threads} thread(s)").Distinct()));
        yield return ("Time", string.Create(culture, $"{PlanTable.Duration(TimeSpan.FromSeconds(trials.Sum(trial => trial.Run.Seconds)))} of work, {trials.Sum(trial => trial.Flops):0.00e+0} FLOP"));
        yield return ("Library", string.Join(", ", trials.Select(trial => trial.Run.Library).Distinct()));
    }
}
