using System.Text.Json;
using System.Xml.Linq;
using EcgScaling.Figures;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Rendering;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;
using EcgScaling.Testing;

namespace EcgScaling.Laws.Tests.Rendering;

public class LawRenderingTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";
    private static readonly double[] s_sizes = [2e4, 6e4, 2e5, 6e5, 2e6, 6e6, 2e7];
    private static readonly double[] s_data = [1e4, 5e4, 2e5, 1e6];

    private static double Noise(int i) => 1 + 0.01 * Math.Sin(12.9898 * (i + 1)) + 0.006 * Math.Cos(4.1414 * i);

    private static LawFit OneInput() => ScalingLaw.Fit(s_sizes.Select((n, i) => new ScalingPoint(n, 1e6, (0.05 + 2 * Math.Pow(n, -0.3)) * Noise(i)) { LossStandardError = 0.002 }), LawForms.PowerOfN);

    private static LawFit TwoInputs() => ScalingLaw.Fit(s_sizes.SelectMany((n, i) => s_data.Select((d, j) => new ScalingPoint(n, d, (0.05 + 2 * Math.Pow(n, -0.3) + 9 * Math.Pow(d, -0.4)) * Noise(4 * i + j)))), LawForms.Chinchilla);

    private static string[] Texts(IFigure figure) => [.. XDocument.Parse(figure.ToSvg()).Descendants(s_svg + "text").Select(text => text.Value)];

    private static void Keep(string name, IFigure figure)
    {
        if (Environment.GetEnvironmentVariable("KEEP_FIGURES") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, name + ".svg"), figure.ToSvg());
        }
    }

    [Fact]
    public void LossFigureShowsPointsLawAndAsymptote()
    {
        LawFit fit = OneInput();
        Figure figure = fit.LossFigure();
        Keep("one-input", figure);
        string[] texts = Texts(figure);
        Assert.Contains("measured and fitted", texts);
        Assert.Contains(texts, text => text.StartsWith("E = ", StringComparison.Ordinal));
        Assert.Contains("10M", texts);
        using var spec = JsonDocument.Parse(fit.ToVegaLite());
        string[] marks = [.. spec.RootElement.GetProperty("layer").EnumerateArray().Select(layer => layer.GetProperty("mark").GetProperty("type").GetString()!)];
        Assert.Equal(["area", "area", "rule", "text", "line", "line", "rule", "point"], marks);
        JsonElement points = spec.RootElement.GetProperty("layer").EnumerateArray().Last().GetProperty("data").GetProperty("values");
        Assert.Equal(fit.Data.Losses, points.EnumerateArray().Select(row => row.GetProperty("y").GetDouble()));
    }

    [Fact]
    public void TheBandsAreThoseOfThePrediction()
    {
        LawFit fit = OneInput();
        LawBand band = Prediction.Of(fit).Band(LawInput.N, s_sizes[0], s_sizes[^1] * 3, 49);
        using var spec = JsonDocument.Parse(fit.LossFigure().ToVegaLite());
        JsonElement[] layers = [.. spec.RootElement.GetProperty("layer").EnumerateArray()];
        double[] Column(int layer, string name) => [.. layers[layer].GetProperty("data").GetProperty("values").EnumerateArray().Select(row => row.GetProperty(name).GetDouble())];
        Assert.Equal(band.SimultaneousLower, Column(0, "low"));
        Assert.Equal(band.SimultaneousUpper, Column(0, "high"));
        Assert.Equal(band.RunUpper, Column(1, "high"));
    }

    [Fact]
    public void ASecondInputMakesOneCurveForEachOfItsValues()
    {
        LawFit fit = TwoInputs();
        Keep("two-inputs", fit.LossFigure());
        Assert.Equal(["D = 10K", "D = 50K", "D = 200K", "D = 1M"], Texts(fit.LossFigure()).Where(text => text.StartsWith("D = ", StringComparison.Ordinal)));
        string[] ranges = [.. Texts(fit.LossFigure(LawInput.D, new LawFigureOptions { MostCurves = 3, Bands = false })).Where(text => text.StartsWith("N from ", StringComparison.Ordinal))];
        Assert.Equal(3, ranges.Length);
        Assert.Equal("N from 20K to 60K", ranges[0]);
    }

    [Fact]
    public void ReducibleLossCountsWhatItCannotShow()
    {
        LawFit fit = OneInput();
        Keep("reducible", fit.ReducibleLossFigure());
        Assert.Contains(Texts(fit.ReducibleLossFigure()), text => text.StartsWith("L − E with E = ", StringComparison.Ordinal) && !text.Contains("not shown", StringComparison.Ordinal));
        LawFit bare = ScalingLaw.Fit(TwoInputs().Data, LawForms.WithoutAsymptote);
        Assert.Throws<SpecException>(() => bare.ReducibleLossFigure());
    }

    [Fact]
    public void ContourNeedsNAndD()
    {
        Keep("contour", TwoInputs().ContourFigure());
        Assert.Contains("compute-optimal frontier", Texts(TwoInputs().ContourFigure()));
        Assert.Contains(Texts(TwoInputs().ContourFigure()), text => text.EndsWith("for C = 6·N·D", StringComparison.Ordinal));
        Assert.Throws<SpecException>(() => OneInput().ContourFigure());
        Assert.Throws<SpecException>(() => OneInput().LossFigure(LawInput.D));
    }

    [Fact]
    public void TheFrontierIsTheClosedFormOfAdditiveLaws()
    {
        LawFit fit = TwoInputs();
        using var spec = JsonDocument.Parse(fit.ContourFigure().ToVegaLite());
        JsonElement line = spec.RootElement.GetProperty("layer").EnumerateArray().Last(layer => layer.GetProperty("mark").GetProperty("type").GetString() == "line");
        foreach (JsonElement point in line.GetProperty("data").GetProperty("values").EnumerateArray())
        {
            // At the optimum, alpha A N^-alpha = beta B D^-beta (Hoffmann et al. 2022, section 3.3).
            double n = point.GetProperty("x").GetDouble();
            double d = point.GetProperty("y").GetDouble();
            double size = fit["alpha"] * fit["A"] * Math.Pow(n, -fit["alpha"]);
            double data = fit["beta"] * fit["B"] * Math.Pow(d, -fit["beta"]);
            Assert.Equal(1, size / data, 1e-4);
        }
    }

    [Fact]
    public void ResidualsHaveAPanelForEachInputThePredictionAndTheQuantiles()
    {
        Keep("residuals", TwoInputs().ResidualFigure());
        string[] texts = Texts(TwoInputs().ResidualFigure());
        Assert.Subset(texts.ToHashSet(), new HashSet<string> { "Against N", "Against D", "Against the prediction", "Normal quantiles" });
    }

    [Fact]
    public void ProfilesShowTheInterval()
    {
        Keep("profiles", OneInput().ProfileFigure());
        Assert.Equal(3, Texts(OneInput().ProfileFigure()).Count(text => text.StartsWith("Profile of ", StringComparison.Ordinal) && text != "Profiles of the parameters"));
    }

    [Fact]
    public void ReportAndMarkdownHoldParametersWarningsAndProvenance()
    {
        LawFit fit = OneInput();
        string html = fit.ToHtml();
        Assert.Contains(fit.Provenance.DataHash, html, StringComparison.Ordinal);
        Assert.All(fit.Warnings, warning => Assert.Contains(warning.Code, fit.ToMarkdown(), StringComparison.Ordinal));
        string markdown = fit.ToMarkdown();
        Assert.Contains("| alpha | " + NumberText.Significant(fit["alpha"], 5) + " | ", markdown, StringComparison.Ordinal);
        Assert.Equal(html, fit.ToHtml());
        XDocument.Parse(html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)]);
    }

    [Fact]
    public void ANotebookShowsAFitAsItsReport()
    {
        using var writer = new StringWriter();
        object html = new EcgScaling.Figures.Notebooks.NotebookFormatters().CreateTypeFormatters().First();
        Assert.Contains(typeof(LawFit).GetCustomAttributes(true), attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute");
        Assert.True(((EcgScaling.Figures.Notebooks.NotebookFormatter)html).Format(OneInput(), writer));
        Assert.Contains("Scaling law: E + A·N^−α", writer.ToString(), StringComparison.Ordinal);
    }

    [SharedDataFact("fits/chinchilla_epoch.csv")]
    public void PublishedDataRender()
    {
        ScalingData data = ScalingCsv.Read(SharedData.PathOf("fits/chinchilla_epoch.csv"), new ScalingColumns { Where = [("in_fit", "1")] });
        LawFit fit = ScalingLaw.Fit(data, LawForms.Chinchilla, EcgScaling.Laws.Objectives.FitObjective.Huber(1e-3));
        Keep("epoch-n", fit.LossFigure());
        Keep("epoch-d", fit.LossFigure(LawInput.D));
        Keep("epoch-reducible", fit.ReducibleLossFigure());
        Keep("epoch-contour", fit.ContourFigure());
        Keep("epoch-residuals", fit.ResidualFigure());
        Assert.Contains(Texts(fit.ContourFigure()), text => text.EndsWith("for C = 6·N·D", StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("KEEP_FIGURES") is { Length: > 0 } folder)
        {
            fit.ToReport(new LawFigureOptions { LossLabel = "Loss (nats per token)" }).Save(Path.Combine(folder, "epoch.html"));
        }
    }
}
