using System.Text.Json;
using System.Xml.Linq;
using EcgScaling.Figures;
using EcgScaling.Study.Reporting;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Tests.Reporting;

public class StudyReportTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";
    private static readonly Lazy<StudyAnalysis> s_analysis = new(() => StudyAnalyser.Analyse(SimulatedStudy.Results()));

    private static string[] Texts(IFigure figure) => [.. XDocument.Parse(figure.ToSvg()).Descendants(s_svg + "text").Select(text => text.Value)];

    [Fact]
    public void LossesOfDifferentUnitsNeverShareAFigure()
    {
        Figure supervised = StudyFigures.LossAgainstSize(s_analysis.Value, "nats per label");
        Assert.Contains("ResNet1D, supervised", Texts(supervised));
        Assert.DoesNotContain("ResNet1D, masked", Texts(supervised));
        Assert.Contains("ResNet1D, masked", Texts(StudyFigures.LossAgainstSize(s_analysis.Value, "mean squared error")));
    }

    [Fact]
    public void AGroupHasTheSameColourInEveryFigure()
    {
        string Colour(IFigure figure)
        {
            XElement label = XDocument.Parse(figure.ToSvg()).Descendants(s_svg + "text").First(text => text.Value == "ECG Transformer, masked");
            return label.ElementsBeforeSelf().Last().Attribute("fill")!.Value;
        }

        Assert.Equal(Colour(StudyFigures.LossAgainstSize(s_analysis.Value, "mean squared error")), Colour(StudyFigures.LossToLoss(s_analysis.Value, "site-b", "mean squared error")!));
    }

    [Fact]
    public void EveryDataSizeHasItsPanel()
    {
        string[] texts = Texts(StudyFigures.LossByDataSize(s_analysis.Value, "nats per label"));
        Assert.Superset(new HashSet<string> { "2K records", "8K records", "32K records", "128K records" }, texts.ToHashSet());
    }

    [Fact]
    public void ReportSaysWhatItRestsOn()
    {
        string html = StudyReport.Of(s_analysis.Value).ToHtml();
        Assert.Contains("sha256:" + new string('a', 64), html, StringComparison.Ordinal);
        Assert.Contains("because the paper&apos;s own definitions are not public".Replace("&apos;", "'", StringComparison.Ordinal), html, StringComparison.Ordinal);
        Assert.All(s_analysis.Value.Warnings, warning => Assert.Contains(System.Net.WebUtility.HtmlEncode(warning).Replace("&#39;", "'", StringComparison.Ordinal), html, StringComparison.Ordinal));
        XDocument.Parse(html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)]);
    }

    [Fact]
    public void AStudyWithoutResultsStillHasAReport()
    {
        StudyResults none = SimulatedStudy.Results() with { Trials = [] };
        string html = StudyReport.Of(StudyAnalyser.Analyse(none)).ToHtml();
        Assert.Contains("No trial has finished yet.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void OneSeedOneSizeGivesReasonsInsteadOfFits()
    {
        StudyResults few = SimulatedStudy.Results(seeds: 1);
        few = few with { Trials = [.. few.Trials.Where(trial => trial.Parameters < 30_000 && trial.Records == 2_000)] };
        string html = StudyReport.Of(StudyAnalyser.Analyse(few)).ToHtml();
        Assert.Contains("L(N) needs at least", html, StringComparison.Ordinal);
        Assert.Contains("not resolved", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void LearningCurvesAreReadAndTornLinesLeftOut()
    {
        TrialResult trial = SimulatedStudy.Results().Trials[0];
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, SimulatedStudy.Metrics(trial));
            LearningCurve curve = LearningCurve.Read(trial, path)!;
            Assert.Equal(20, curve.Training.Length);
            Assert.Equal((trial.Records * 5.0, trial.Loss), Assert.Single(curve.HeldOut));
            Assert.Null(LearningCurve.Read(trial, path + ".none"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void FilesAreWrittenAndReadBack()
    {
        string folder = Directory.CreateTempSubdirectory("study-report").FullName;
        try
        {
            StudyResults results = s_analysis.Value.Results;
            var curves = results.Trials.Where(trial => trial.Records == 128_000 && trial.Seed == 1).Select(trial =>
            {
                string path = Path.Combine(folder, "metrics.jsonl");
                File.WriteAllLines(path, SimulatedStudy.Metrics(trial));
                return LearningCurve.Read(trial, path)!;
            });
            StudyReportFiles files = StudyReportFiles.Write(s_analysis.Value, Environment.GetEnvironmentVariable("KEEP_REPORT") ?? Path.Combine(folder, "report"), [.. curves]);
            Assert.All([files.Html, files.Markdown, files.Notebook, files.TrialsCsv, files.TrialsJsonLines, files.FitsCsv, files.FitsJson], file => Assert.True(new FileInfo(file).Length > 100, file));
            using var fits = JsonDocument.Parse(File.ReadAllText(files.FitsJson));
            Assert.Equal(12, fits.RootElement.GetProperty("laws").GetArrayLength());
            Assert.Equal(1 + (2 * results.Trials.Length), File.ReadAllLines(files.TrialsCsv).Length);
            Assert.Contains("Learning curves: ResNet1D, supervised", File.ReadAllText(files.Html), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
