using System.Collections.Immutable;
using System.Globalization;
using EcgScaling.Figures;
using EcgScaling.Figures.Reports;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Rendering;
using EcgScaling.Study.Answering;
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
            .Section("Answers", section => Summary(section, analysis));
        if (results.Trials.IsEmpty)
        {
            return Environment(report.Section("Trials", section => Trials(section, results)), results);
        }

        report = report.Section("Findings behind the answers", section => Findings(section, analysis));
        report = report.Section("Fitted laws", section => Laws(section, analysis));
        report = report.Section("Loss against model size", section => units.Aggregate(section, (current, unit) => BySize(current, analysis, unit)));
        if (results.Groups.Any(group => group.DataSizes.Length > 1))
        {
            report = report.Section("Loss against data", section => units.Where(unit => results.Groups.Any(group => group.Unit == unit && group.DataSizes.Length > 1))
                .Aggregate(section, (current, unit) => current.Figure(StudyFigures.LossAgainstData(analysis, unit), "Held-out loss against the number of distinct training records; error bars are 95 % intervals over patients.")));
        }

        Measurement[] tasks = [.. Measurement.Of(results).Where(measurement => measurement.Probe)];
        if (tasks.Length > 0)
        {
            report = report.Section("Transfer", section => Transfer(section, analysis, tasks));
        }

        string[] elsewhere = [.. results.Trials.SelectMany(trial => trial.Evaluations).Where(evaluation => evaluation.OutOfDistribution && !evaluation.Probe).Select(evaluation => evaluation.Set).Distinct()];
        Figure[] transfer = [.. elsewhere.SelectMany(set => units.Select(unit => StudyFigures.LossToLoss(analysis, set, unit))).OfType<Figure>()];
        if (transfer.Length > 0)
        {
            report = report.Section("Out of distribution", section => transfer.Aggregate(section, (current, figure) => current.Figure(figure, "Each marker is a trial; above the dashed line the loss elsewhere is higher than at home.")));
        }

        report = report.Section("Efficiency", section => Efficiency(section, analysis));
        report = report.Section("Compute", section => Compute(section, analysis));
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

        foreach (Claim claim in analysis.Answers.Claims)
        {
            section = section.Finding(AnswerText.Tone(claim.Verdict), AnswerText.Word(claim.Verdict), $"{claim.Statement} {claim.Summary} Paper: {claim.Paper}.");
        }

        section = section.Paragraph("The claims are those of the abstract of arXiv 2605.17276; how each is made a number is this library's reading, given below with every finding. Supported and contradicted mean that a whole 95 % interval lies on one side.");
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

        return analysis.Warnings.Aggregate(section, (current, warning) => current.Warning(warning));
    }

    private static ReportSection Findings(ReportSection section, StudyAnalysis analysis)
    {
        foreach (Claim claim in analysis.Answers.Claims)
        {
            section = section.Paragraph($"{claim.Statement} {claim.Reading}");
            section = claim.Findings.IsEmpty ? section.Paragraph(claim.Summary) : section.Table(AnswerText.Findings(claim), $"{AnswerText.Word(claim.Verdict)}; paper: {claim.Paper}.");
        }

        return section.Download("answers.csv", "text/csv", AnswerText.All(analysis.Answers).ToCsv());
    }

    private static ReportSection Transfer(ReportSection section, StudyAnalysis analysis, Measurement[] tasks)
    {
        section = section.Paragraph("Every encoder was frozen and a linear probe fitted on some patients of each data set and measured on others. These losses have one unit and one meaning for all groups, so supervised and self-supervised models may be compared by them. "
            + "Seen labels are those that some supervised arm trains on, unseen labels those that none does.");
        foreach (Measurement task in tasks)
        {
            section = section.Figure(TransferFigures.Loss(analysis, task), $"{task.Title}: cross-entropy of linear probes; lower is better.");
        }

        foreach (Figure figure in tasks.Where(task => task.OutOfDistribution).Select(task => TransferFigures.AgainstHome(analysis, task)).OfType<Figure>())
        {
            section = section.Figure(figure, "Each marker is a trial; above the dashed line the loss elsewhere is higher than at home.");
        }

        return section.Table(StudyDigest.Lowest(analysis.Results), "The group that reached the lowest loss, and with what.", "lowest.csv");
    }

    private static ReportSection Compute(ReportSection section, StudyAnalysis analysis)
    {
        foreach (FittedLaw law in analysis.Laws.Where(law => law.Kind == LawKind.SizeAndData))
        {
            (IReadOnlyList<Figure> figures, string? reason) = ComputeFigures.Of(law);
            section = figures.Count == 0
                ? section.Paragraph($"{law.Group.Title}: no frontier ({reason}).")
                : section.Details(law.Group.Title, details => figures.Aggregate(details, (current, figure) => current.Figure(figure, downloads: false)));
        }

        return section;
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
            .Paragraph("For comparison, the abstract of arXiv 2605.17276 reports, out of distribution: ResNets 1.3 to 2.5 times more parameter-efficient than Transformers; self-supervised pre-training up to 16 times more data-efficient, with up to 7.6 times the transfer efficiency of supervised pre-training on unseen tasks. Ratios of probe losses are out of distribution, or in distribution for the probe at home; all others are in distribution.");
        foreach (LawKind kind in (LawKind[])[LawKind.Size, LawKind.Data])
        {
            section = StudyFigures.Efficiencies(analysis, kind) is { } figure ? section.Figure(figure) : section;
        }

        EfficiencyEstimate[] curves = [.. analysis.Efficiencies.Where(efficiency => efficiency.Curve is { Points.Count: > 0 })];
        section = curves.Length == 0 ? section : section.Details($"{curves.Length} efficiencies as functions of the loss", details => curves.Aggregate(details, (current, efficiency) =>
            current.Figure(efficiency.Curve!.ToFigure($"Loss on {AnswerText.Place(efficiency.Set, efficiency.Knowledge)}"), $"Measured on {AnswerText.Place(efficiency.Set, efficiency.Knowledge)}.", downloads: false)));
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
