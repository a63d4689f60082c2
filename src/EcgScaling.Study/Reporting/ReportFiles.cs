using System.Text.Json.Nodes;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Reporting;

/// <summary>Writes what a study found: <c>report.html</c>, <c>report.md</c>, <c>trials.csv</c>, <c>trials.jsonl</c> and <c>fits.json</c>.</summary>
internal static class ReportFiles
{
    /// <summary>Writes all of them and returns the path of the HTML report.</summary>
    public static string Write(StudyAnalysis analysis, StudyFolder folder)
    {
        Directory.CreateDirectory(folder.ReportPath);
        TrialTable.WriteCsv(analysis.Results, Path.Combine(folder.ReportPath, "trials.csv"));
        TrialTable.WriteJsonLines(analysis.Results, Path.Combine(folder.ReportPath, "trials.jsonl"));
        AtomicFile.WriteAllText(Path.Combine(folder.ReportPath, "fits.json"), Fits(analysis).ToJsonString(StudyJson.Options) + "\n");
        var report = StudyReport.Of(analysis);
        report.SaveMarkdown(Path.Combine(folder.ReportPath, "report.md"));
        var path = Path.Combine(folder.ReportPath, "report.html");
        report.Save(path);
        return path;
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
            ["warnings"] = StudyJson.Node(law.Warnings),
            ["reason"] = law.Reason,
        })]),
        ["efficiencies"] = StudyJson.Node(analysis.Efficiencies),
    };
}
