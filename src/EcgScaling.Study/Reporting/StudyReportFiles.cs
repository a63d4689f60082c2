using System.Text.Json.Nodes;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Reporting;

/// <summary>The files of a report: one HTML page that needs nothing else, and beside it the same as Markdown and notebook, and the numbers as CSV and JSON.</summary>
/// <param name="Html">The page.</param>
/// <param name="Markdown">The text, with its figures as SVG files in <c>figures</c>.</param>
/// <param name="Notebook">The notebook with stored outputs.</param>
/// <param name="TrialsCsv">One row for every trial and evaluation.</param>
/// <param name="TrialsJsonLines">The same as JSON lines.</param>
/// <param name="FitsCsv">One row for every parameter of every fitted law.</param>
/// <param name="FitsJson">Laws, efficiencies and answers.</param>
/// <param name="AnswersCsv">One row for every finding of every claim.</param>
public sealed record StudyReportFiles(string Html, string Markdown, string Notebook, string TrialsCsv, string TrialsJsonLines, string FitsCsv, string FitsJson, string AnswersCsv)
{
    /// <summary>Writes the report of an analysis into a folder, which is made when missing; files of an earlier report are replaced.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="curves">The learning curves; null: the report has none.</param>
    public static StudyReportFiles Write(StudyAnalysis analysis, string folder, IEnumerable<LearningCurve>? curves = null)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Directory.CreateDirectory(folder);
        string At(string name) => Path.Combine(folder, name);
        var files = new StudyReportFiles(At("report.html"), At("report.md"), At("report.ipynb"), At("trials.csv"), At("trials.jsonl"), At("fits.csv"), At("fits.json"), At("answers.csv"));
        var report = StudyReport.Of(analysis, curves);
        TrialTable.WriteCsv(analysis.Results, files.TrialsCsv);
        TrialTable.WriteJsonLines(analysis.Results, files.TrialsJsonLines);
        AtomicFile.WriteAllText(files.FitsCsv, StudyTables.Parameters(analysis).ToCsv());
        AtomicFile.WriteAllText(files.FitsJson, Fits(analysis).ToJsonString(StudyJson.Options) + "\n");
        AtomicFile.WriteAllText(files.AnswersCsv, AnswerText.All(analysis.Answers).ToCsv());
        report.SaveMarkdown(files.Markdown);
        report.SaveNotebook(files.Notebook);
        report.Save(files.Html);
        return files;
    }

    private static JsonObject Fits(StudyAnalysis analysis) => new()
    {
        ["study"] = analysis.Results.Plan.Spec.Name,
        ["dataHash"] = analysis.Results.Plan.Data.Hash,
        ["laws"] = new JsonArray([.. analysis.Laws.Select(law => (JsonNode)new JsonObject
        {
            ["family"] = law.Group.Family,
            ["arm"] = law.Group.Arm,
            ["law"] = LawText.Name(law),
            ["unit"] = law.Group.Unit,
            ["trials"] = law.Points.Length,
            ["form"] = law.Fit?.Form.Name,
            ["formula"] = law.Fit?.Form.Formula,
            ["parameters"] = StudyJson.Node(law.Parameters),
            ["certified"] = law.Fit?.Certificate.Passed,
            ["dataHash"] = law.Fit?.Provenance.DataHash,
            ["warnings"] = StudyJson.Node(law.Warnings),
            ["reason"] = law.Reason,
        })]),
        ["efficiencies"] = StudyJson.Node(analysis.Efficiencies.Select(efficiency => efficiency with { Curve = null }).ToArray()),
        ["answers"] = StudyJson.Node(analysis.Answers),
        ["warnings"] = StudyJson.Node(analysis.Warnings),
    };
}
