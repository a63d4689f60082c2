using System.Text.RegularExpressions;
using EcgScaling.Study.Reporting;
using EcgScaling.Study.Results;
using EcgScaling.Study.Tests.Answering;

namespace EcgScaling.Study.Tests.Reporting;

/// <summary>The report in a real browser. <c>KEEP_REPORT=DIR</c> keeps its files there, to be looked at.</summary>
public sealed partial class StudyReportBrowserTests
{
    private static readonly Lazy<(StudyAnalysis Analysis, StudyReportFiles Files, TemporaryFolder Folder)> s_report = new(() =>
    {
        var folder = new TemporaryFolder();
        var truth = new SimulatedTruth
        {
            AtHome = (family, arm, n, d) => arm == "masked" ? SimulatedTruth.Law(n, d, 0.2, 6, 0.3, 9, 0.35) : SimulatedTruth.Law(n, d, 0.05, family == "resnet1d" ? 2 : 2.3, 0.35, 3, 0.4),
            Elsewhere = (family, arm, knowledge, n, d) => SimulatedTruth.Law(n, d, 0.08, family == "resnet1d" ? 3 : 3.6, 0.3, arm == "masked" ? 1 : knowledge == LabelKnowledge.Seen ? 1.2 : 2, 0.4),
        };
        var analysis = StudyAnalyser.Analyse(truth.Draw(1));
        return (analysis, StudyReportFiles.Write(analysis, Environment.GetEnvironmentVariable("KEEP_REPORT") ?? folder["report"]), folder);
    });

    [ChromiumFact]
    public void The_page_opens_from_disk_without_errors_and_shows_its_figures()
    {
        var (dom, log) = ChromiumFactAttribute.Open(s_report.Value.Files.Html, s_report.Value.Folder["browser"]);
        Assert.DoesNotContain("CONSOLE", log, StringComparison.Ordinal);
        Assert.True(SvgElement().Count(dom) > 20, $"{SvgElement().Count(dom)} figures");
        Assert.Contains("Self-supervised Transformers overtake", dom, StringComparison.Ordinal);
        Assert.Contains("class=\"finding good\"", dom, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", SvgText().Replace(dom, string.Empty), StringComparison.Ordinal);
    }

    [PythonFact("nbformat")]
    public void The_notebook_is_one_for_nbformat()
    {
        var folder = s_report.Value.Folder;
        File.WriteAllText(folder["check.py"], "import sys, nbformat\nbook = nbformat.read(sys.argv[1], as_version=4)\nnbformat.validate(book)\nprint(len(book.cells))\n");
        Assert.True(int.Parse(Assert.Single(PythonFactAttribute.Run(folder["check.py"], [s_report.Value.Files.Notebook])), System.Globalization.CultureInfo.InvariantCulture) > 20);
    }

    [Fact]
    public void Answers_come_first_with_the_papers_numbers_beside_them()
    {
        var html = File.ReadAllText(s_report.Value.Files.Html);
        Assert.True(html.IndexOf("up to 7.6 times", StringComparison.Ordinal) < html.IndexOf("Fitted laws</h2>", StringComparison.Ordinal));
        Assert.Contains("1.3 to 2.5", html, StringComparison.Ordinal);
        var rows = File.ReadAllLines(s_report.Value.Files.AnswersCsv);
        Assert.Equal(1 + s_report.Value.Analysis.Answers.Claims.Sum(claim => claim.Findings.Length), rows.Length);
    }

    [Fact]
    public void A_page_keeps_what_people_wrote_around_the_digest()
    {
        var analysis = s_report.Value.Analysis;
        var once = StudyDigest.Into($"before\n\n{StudyDigest.Begin}\nold\n{StudyDigest.End}\nafter\n", analysis);
        Assert.StartsWith("before\n", once, StringComparison.Ordinal);
        Assert.EndsWith("\nafter\n", once, StringComparison.Ordinal);
        Assert.DoesNotContain("\nold\n", once, StringComparison.Ordinal);
        Assert.Contains("| Claim | Paper | Here | On what |", once, StringComparison.Ordinal);
        Assert.Equal(once, StudyDigest.Into(once, analysis));
        Assert.Throws<SpecException>(() => StudyDigest.Into("no marks", analysis));
    }

    [Fact]
    public void Results_show_themselves_in_notebooks()
    {
        var attribute = typeof(StudyAnalysis).GetCustomAttributesData().Single(data => data.AttributeType.Name == "TypeFormatterSourceAttribute");
        var source = Activator.CreateInstance((Type)attribute.ConstructorArguments[0].Value!)!;
        var formatter = ((System.Collections.IEnumerable)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!).Cast<object>().First();
        using var text = new StringWriter();
        Assert.Equal(true, formatter.GetType().GetMethod("Format")!.Invoke(formatter, [s_report.Value.Analysis, text]));
        Assert.Contains("Answers", text.ToString(), StringComparison.Ordinal);
    }

    [GeneratedRegex("<svg")]
    private static partial Regex SvgElement();

    [GeneratedRegex("href=\"data:[^\"]*\"")]
    private static partial Regex SvgText();
}
