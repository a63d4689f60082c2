using System.Collections.Immutable;
using System.Globalization;
using EcgScaling.Figures;
using EcgScaling.Figures.Reports;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Rendering;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Reporting;

/// <summary>The answers of a study as one document: summary first, then laws, figures, diagnostics, trials and environment.</summary>
public static class StudyReport
{
    /// <summary>Builds the report of an analysis.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="curves">The learning curves; null: the report has none.</param>
    public static HtmlReport Of(StudyAnalysis analysis, IEnumerable<LearningCurve>? curves = null)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        StudyResults results = analysis.Results;
        string[] units = [.. results.Groups.Select(group => group.Unit).Distinct()];
        HtmlReport report = HtmlReport.Create($"Scaling study: {results.Plan.Spec.Name}")
            .Subtitle(results.Plan.Summary())
            .Section("Summary", section => Summary(section, analysis));
        if (results.Trials.IsEmpty)
        {
            return Environment(report.Section("Trials", section => Trials(section, results)), results);
        }

        report = report.Section("Fitted laws", section => Laws(section, analysis));
        report = report.Section("Loss against model size", section => units.Aggregate(section, (current, unit) => BySize(current, analysis, unit)));
        if (results.Groups.Any(group => group.DataSizes.Length > 1))
        {
            report = report.Section("Loss against data", section => units.Where(unit => results.Groups.Any(group => group.Unit == unit && group.DataSizes.Length > 1))
                .Aggregate(section, (current, unit) => current.Figure(StudyFigures.LossAgainstData(analysis, unit), "Held-out loss against the number of distinct training records; error bars are 95 % intervals over patients.")));
        }

        string[] elsewhere = [.. results.Trials.SelectMany(trial => trial.Evaluations).Where(evaluation => evaluation.OutOfDistribution).Select(evaluation => evaluation.Set).Distinct()];
        Figure[] transfer = [.. elsewhere.SelectMany(set => units.Select(unit => StudyFigures.LossToLoss(analysis, set, unit))).OfType<Figure>()];
        if (transfer.Length > 0)
        {
            report = report.Section("Out of distribution", section => transfer.Aggregate(section, (current, figure) => current.Figure(figure, "Each marker is a trial; above the dashed line the loss elsewhere is higher than at home.")));
        }

        report = report.Section("Efficiency", section => Efficiency(section, analysis));
        LearningCurve[] read = [.. curves ?? []];
        Figure[] learning = [.. results.Groups.Select(group => StudyFigures.Learning(group, read)).OfType<Figure>()];
        if (learning.Length > 0)
        {
            report = report.Section("Learning curves", section => learning.Aggregate(section, (current, figure) => current.Figure(figure, "Loss over the records seen, small models dark, large ones light.")));
        }

        report = report.Section("Diagnostics", section => analysis.Laws.Where(law => law.Fit is not null).Aggregate(section, Diagnostics));
        return Environment(report.Section("Trials", section => Trials(section, results)), results);
    }

    private static ReportSection Summary(ReportSection section, StudyAnalysis analysis)
    {
        StudyResults results = analysis.Results;
        if (results.Trials.IsEmpty)
        {
            return analysis.Warnings.Aggregate(section.Paragraph("No trial has finished yet."), (current, warning) => current.Warning(warning));
        }

        long smallest = results.Trials.Min(trial => trial.Parameters);
        long largest = results.Trials.Max(trial => trial.Parameters);
        section = section.Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"{results.Trials.Length} models of {NumberText.Count(smallest)} to {NumberText.Count(largest)} parameters in {results.Groups.Length} groups, trained on {NumberText.Count(results.Trials.Min(trial => trial.Records))} to {NumberText.Count(results.Trials.Max(trial => trial.Records))} records: {NumberText.Power(double.Parse(results.Trials.Sum(trial => trial.Flops).ToString("E1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))} FLOP, {PlanTable.Duration(TimeSpan.FromSeconds(results.Trials.Sum(trial => trial.Run.Seconds)))} of training."));
        foreach (TrialGroup group in results.Groups)
        {
            if (group.Trials.Where(trial => double.IsFinite(trial.Loss)).MinBy(trial => trial.Loss) is { } best)
            {
                section = section.Paragraph($"{group.Title}: lowest held-out loss {NumberText.Significant(best.Loss)} {group.Unit} with {NumberText.Count(best.Parameters)} parameters and {NumberText.Count(best.Records)} records.");
            }
        }

        foreach (EfficiencyEstimate efficiency in analysis.Efficiencies)
        {
            (FindingTone tone, string verdict, string statement) = StudyText.Of(efficiency);
            section = section.Finding(tone, verdict, statement);
        }

        return analysis.Warnings.Aggregate(section, (current, warning) => current.Warning(warning));
    }

    private static ReportSection Laws(ReportSection section, StudyAnalysis analysis)
    {
        (LawKind Kind, string Caption)[] tables =
        [
            (LawKind.Size, "L(N) = E + A·N^−α at a fixed number of training records D; 95 % profile intervals."),
            (LawKind.Data, "L(D) = E + B·D^−β at a fixed number of parameters N; 95 % profile intervals."),
            (LawKind.SizeAndData, "L(N, D) = E + A·N^−α + B·D^−β; 95 % profile intervals."),
        ];
        foreach ((LawKind kind, string caption) in tables)
        {
            section = analysis.Laws.Any(law => law.Kind == kind && law.Fit is not null) ? section.Table(StudyTables.Fits(analysis, kind), caption) : section;
        }

        section = analysis.Laws.Any(law => law.Fit is null) ? section.Table(StudyTables.Unfitted(analysis), "Laws without a fit.") : section;
        section = section.Download("fits.csv", "text/csv", StudyTables.Parameters(analysis).ToCsv());
        FittedLaw[] warned = [.. analysis.Laws.Where(law => !law.Warnings.IsEmpty)];
        return warned.Length == 0 ? section : section.Details($"Warnings about {warned.Length} of {analysis.Laws.Length} laws", details =>
            warned.Aggregate(details, (current, law) => law.Warnings.Aggregate(current, (inner, warning) => inner.Warning($"{law.Group.Title}, {LawText.Name(law)}: {warning}"))));
    }

    private static ReportSection BySize(ReportSection section, StudyAnalysis analysis, string unit)
    {
        section = section.Figure(StudyFigures.LossAgainstSize(analysis, unit), "Held-out loss against encoder parameters; error bars are 95 % intervals over patients.");
        bool several = analysis.Results.Groups.Where(group => group.Unit == unit).SelectMany(group => group.DataSizes).Distinct().Count() > 1;
        return several ? section.Figure(StudyFigures.LossByDataSize(analysis, unit), "The same at every number of training records.") : section;
    }

    private static ReportSection Efficiency(ReportSection section, StudyAnalysis analysis)
    {
        section = section.Paragraph(StudyText.Definitions)
            .Paragraph("For comparison, the abstract of arXiv 2605.17276 reports, out of distribution: ResNets 1.3 to 2.5 times more parameter-efficient than Transformers; self-supervised pre-training up to 16 times more data-efficient, with up to 7.6 times the transfer efficiency of supervised pre-training on unseen tasks. The ratios here are in-distribution unless a heading says otherwise.");
        foreach (LawKind kind in (LawKind[])[LawKind.Size, LawKind.Data])
        {
            section = StudyFigures.Efficiencies(analysis, kind) is { } figure ? section.Figure(figure) : section;
        }

        return analysis.Efficiencies.IsEmpty
            ? section.Paragraph("No two groups with losses of the same unit are there to compare.")
            : section.Table(StudyTables.Efficiencies(analysis), "Efficiencies with 95 % intervals.", "efficiencies.csv");
    }

    private static ReportSection Diagnostics(ReportSection section, FittedLaw law) => section.Details($"{law.Group.Title}: {StudyText.Kind(law.Kind)}", details =>
    {
        var options = new LawFigureOptions { LossLabel = StudyFigures.LossLabel(law.Group.Unit), InputLabels = new Dictionary<LawInput, string> { [LawInput.D] = "Training records D" } };
        details = details.Table(law.Fit!.ParameterTable());
        if (law.Kind == LawKind.SizeAndData)
        {
            details = details
                .Figure(law.Fit!.LossFigure(LawInput.N, options), downloads: false)
                .Figure(law.Fit!.LossFigure(LawInput.D, options), downloads: false)
                .Figure(law.Fit!.ContourFigure(null, options), downloads: false);
        }

        details = details.Figure(law.Fit!.ResidualFigure(options), downloads: false);
        details = law.Warnings.Aggregate(details, (current, warning) => current.Warning(warning));
        return details.KeyValues([
            ("Certificate", law.Fit!.Certificate.Passed ? "passed" : "not passed"),
            ("Objective", $"{law.Fit!.Objective}, {NumberText.Significant(law.Fit!.ObjectiveValue, 6)}"),
            ("Data hash", law.Fit!.Provenance.DataHash),
        ]);
    });

    private static ReportSection Trials(ReportSection section, StudyResults results)
    {
        section = results.Trials.IsEmpty ? section : section.Details($"{results.Trials.Length} finished trials", details => details.Table(StudyTables.Trials(results), null, "trials-summary.csv"));
        return results.Unfinished.IsEmpty ? section : section.Table(StudyTables.Unfinished(results), "Trials without a result.");
    }

    private static HtmlReport Environment(HtmlReport report, StudyResults results) => report.Section("Plan and environment", section =>
    {
        (StudyPlan plan, ImmutableArray<TrialResult> trials, CultureInfo culture) = (results.Plan, results.Trials, CultureInfo.InvariantCulture);
        return section.KeyValues(
        [
            ("Records", string.Create(culture, $"{plan.Data.Records:N0} of {plan.Data.Patients:N0} patients, {plan.Data.Name}")),
            ("Split", string.Create(culture, $"by patient, seed {plan.Spec.Data.SplitSeed}: {plan.Data.TrainingRecords:N0} records to train on, {plan.Data.HeldOutRecords:N0} held out")),
            ("Data hash", "sha256:" + plan.Data.Hash),
            ("Model input", string.Create(culture, $"{plan.Data.Input.Leads.Count} leads, {plan.Data.Input.Rate}, {plan.Data.Input.Samples} samples, pipeline '{plan.Data.Input.Preprocessing}'")),
            ("Families", string.Join(", ", plan.Spec.Families.Select(family => family.Name))),
            ("Arms", string.Join(", ", plan.Spec.Arms.Select(arm => arm.Title))),
            ("Seeds", string.Join(", ", plan.Spec.Seeds)),
            ("Training", string.Create(culture, $"{plan.Spec.Training.Duration}, batches of {plan.Spec.Training.BatchSize}, {plan.Spec.Training.Optimizer.Kind}")),
            ("Machines", Distinct(trials, trial => string.Create(culture, $"{trial.Run.Machine}, {trial.Run.Device}, {trial.Run.Threads} thread(s)"))),
            ("Work", string.Create(culture, $"{PlanTable.Duration(TimeSpan.FromSeconds(trials.Sum(trial => trial.Run.Seconds)))}, {trials.Sum(trial => trial.Flops):0.00e+0} FLOP")),
            ("Interrupted trials", trials.Count(trial => trial.Run.Attempts > 1).ToString(culture)),
            ("Library", Distinct(trials, trial => trial.Run.Library)),
        ]).Details("The study as JSON", details => details.Code(results.Plan.Spec.ToJson()).Download("study.json", "application/json", results.Plan.Spec.ToJson()));
    });

    private static string Distinct(ImmutableArray<TrialResult> trials, Func<TrialResult, string> of) => trials.IsEmpty ? "–" : string.Join(", ", trials.Select(of).Distinct().Order(StringComparer.Ordinal));
}
