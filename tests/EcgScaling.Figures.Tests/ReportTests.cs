using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EcgScaling.Figures.Reports;

namespace EcgScaling.Figures.Tests;

public class ReportTests
{
    private static HtmlReport Sample() => HtmlReport.Create("Scaling of ECG encoders <test>")
        .Subtitle("24 trials, 6 sizes, 2 seeds")
        .Section("Summary", s => s
            .Paragraph("What the trials say, with 95 % intervals.")
            .Finding(FindingTone.Good, "Supported", "ResNet1D needs fewer parameters than the Transformer for the same loss: 1.8 (1.4 to 2.3).")
            .Finding(FindingTone.Neutral, "Not resolved", "Data efficiency of masked over supervised pre-training: 2.1 (0.6 to 9).")
            .Finding(FindingTone.Bad, "Contradicted", "Transfer efficiency above 7.")
            .Warning("E is at its bound for 1 of 4 fits."))
        .Section("Fits", s => s
            .Table(ReportTable.Empty.Text("Family").Number("N").Number("α", 3).Number("Interval")
                .Row("ResNet1D | supervised", 2_000_000, 0.3123456, "0.28 to 0.35")
                .Row("Transformer", 20_000, double.NaN, null), "Fits by family", "fits.csv")
            .Figure(GoldenSvgTests.Figure("loss-vs-n"), "Loss against parameters.")
            .Figure(GoldenSvgTests.Figure("ecg-3x4")))
        .Section("Environment", s => s
            .KeyValues([("Data hash", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"), ("Threads", "1")])
            .Details("Trials", d => d.Code("a < b\n```\nc").Download("trials.json", "application/json", "{}")));

    [Fact]
    public void HtmlIsWellFormedAndSelfContained()
    {
        string html = Sample().ToHtml();
        string body = html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)];
        XDocument parsed = XDocument.Parse(body);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.All(Regex.Matches(html, "(?:src|href)=\"([^\"]*)\""), match => Assert.Matches("^(data:|#)", match.Groups[1].Value));
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        string[] ids = [.. parsed.Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void HtmlSaysWhatEveryPictureShows()
    {
        string html = Sample().ToHtml();
        Assert.Equal(2, Regex.Count(html, "<svg [^>]*role=\"img\" aria-label=\"[^\"]+\""));
        Assert.Contains("<b>Figure 2.</b> 12 leads (I, II, III", html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public void DownloadsHoldTheFiles()
    {
        string html = Sample().ToHtml();
        Match vega = Regex.Match(html, "download=\"figure-1-[^\"]*\\.vl\\.json\" href=\"data:application/json;base64,([^\"]+)\"");
        using var spec = JsonDocument.Parse(Convert.FromBase64String(vega.Groups[1].Value));
        Assert.EndsWith("v5.json", spec.RootElement.GetProperty("$schema").GetString(), StringComparison.Ordinal);
        Match csv = Regex.Match(html, "download=\"fits.csv\" href=\"data:text/csv;base64,([^\"]+)\"");
        Assert.Equal("Family,N,α,Interval\nResNet1D | supervised,2000000,0.3123456,0.28 to 0.35\nTransformer,20000,NaN,\n", Encoding.UTF8.GetString(Convert.FromBase64String(csv.Groups[1].Value)));
    }

    [Fact]
    public void TablesAlignNumbersAndEscape()
    {
        ReportTable table = ReportTable.Empty.Text("Name").Number("Value").Row("a|b\nc", 0.000123456).Row("<x>", 7);
        Assert.Equal("| Name | Value |\n| --- | ---: |\n| a\\|b c | 0.0001235 |\n| <x> | 7 |\n", table.ToMarkdown());
        Assert.Contains("<td>&lt;x&gt;</td><td class=\"num\">7</td>", table.ToHtml(), StringComparison.Ordinal);
        Assert.Equal("Name,Value\n\"a|b\nc\",0.000123456\n<x>,7\n", table.ToCsv());
    }

    [Fact]
    public void RowsOfTheWrongLengthAreRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ReportTable.Empty.Text("Name").Number("Value").Row("only one"));
        Assert.Contains("Name, Value", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NotebookHasCellsWithStoredFigures()
    {
        using var notebook = JsonDocument.Parse(Sample().ToNotebook());
        JsonElement root = notebook.RootElement;
        Assert.Equal(4, root.GetProperty("nbformat").GetInt32());
        JsonElement[] cells = [.. root.GetProperty("cells").EnumerateArray()];
        Assert.Equal(cells.Length, cells.Select(cell => cell.GetProperty("id").GetString()).Distinct().Count());
        JsonElement figure = cells.First(cell => cell.GetProperty("cell_type").GetString() == "code");
        JsonElement data = figure.GetProperty("outputs")[0].GetProperty("data");
        string svg = string.Concat(data.GetProperty("image/svg+xml").EnumerateArray().Select(line => line.GetString()));
        Assert.Equal(GoldenSvgTests.Figure("loss-vs-n").ToSvg(), svg);
        Assert.Equal(JsonValueKind.Object, data.GetProperty("application/vnd.vegalite.v5+json").ValueKind);
    }

    [Fact]
    public void SavesHtmlMarkdownAndNotebook()
    {
        string folder = Directory.CreateTempSubdirectory("ecg-report").FullName;
        try
        {
            HtmlReport report = Sample();
            report.Save(Path.Combine(folder, "deep", "report.html"));
            string figures = Directory.CreateDirectory(Path.Combine(folder, "figures")).FullName;
            File.WriteAllText(Path.Combine(figures, "17-of-an-earlier-report.svg"), "<svg/>");
            File.WriteAllText(Path.Combine(figures, "my-own.svg"), "<svg/>");
            report.SaveMarkdown(Path.Combine(folder, "report.md"));
            Assert.False(File.Exists(Path.Combine(figures, "17-of-an-earlier-report.svg")));
            Assert.True(File.Exists(Path.Combine(figures, "my-own.svg")));
            report.SaveNotebook(Path.Combine(folder, "report.ipynb"));
            string markdown = File.ReadAllText(Path.Combine(folder, "report.md"));
            Match image = Regex.Match(markdown, @"!\[.*\]\((figures/01-[a-z0-9-]+\.svg)\)");
            Assert.True(image.Success);
            Assert.True(File.Exists(Path.Combine(folder, image.Groups[1].Value)));
            Assert.Contains("````\na < b\n```\nc\n````", markdown, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFiles(folder, "*.partial", SearchOption.AllDirectories));
            if (Environment.GetEnvironmentVariable("KEEP_REPORT") is { Length: > 0 } keep)
            {
                report.Save(keep);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
