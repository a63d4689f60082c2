using System.Text.Json;
using System.Xml.Linq;
using EcgScaling.Figures;
using EcgScaling.Laws.Compute;
using EcgScaling.Laws.Efficiency;
using EcgScaling.Laws.Families;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.LossToLoss;
using EcgScaling.Laws.Rendering;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Selection;
using EcgScaling.Testing;

namespace EcgScaling.Laws.Tests.Rendering;

public class ComparisonRenderingTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";
    private static readonly double[] s_budgets = [1e15, 1e16, 1e17, 1e18];
    private static readonly double[] s_sizes = [2e4, 6e4, 2e5, 6e5, 2e6, 6e6, 2e7];

    private static double Noise(int i) => 1 + 0.008 * Math.Sin(12.9898 * (i + 1)) + 0.005 * Math.Cos(4.1414 * i);

    private static string[] Texts(Figure figure) => [.. XDocument.Parse(figure.ToSvg()).Descendants(s_svg + "text").Select(text => text.Value)];

    private static string[] Marks(Figure figure)
    {
        using var spec = JsonDocument.Parse(figure.ToVegaLite());
        return [.. spec.RootElement.GetProperty("layer").EnumerateArray().Select(layer => layer.GetProperty("mark").GetProperty("type").GetString()!)];
    }

    private static void Keep(string name, Figure figure)
    {
        if (Environment.GetEnvironmentVariable("KEEP_FIGURES") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, name + ".svg"), figure.ToSvg());
        }
    }

    private static FamilyFit Families(double amplitude) => FamilyFitter.Fit(
        s_sizes.SelectMany((n, i) => new[]
        {
            new ScalingPoint(n, 1e6, (0.05 + 1.6 * Math.Pow(n, -0.32)) * Noise(i)) { Family = "resnet1d" },
            new ScalingPoint(n * 1.1, 1e6, (0.05 + amplitude * Math.Pow(n * 1.1, -0.32)) * Noise(i + 20)) { Family = "transformer" },
        }).ToScalingData(),
        LawForms.PowerOfN);

    [Fact]
    public void EfficiencyIsDrawnWithBandDefinitionAndEquality()
    {
        EfficiencyResult result = FamilyEfficiency.Of(Families(2.1), "resnet1d", "transformer", EfficiencyKind.Parameter);
        Figure figure = result.ToFigure("Held-out loss (nats per label)");
        Keep("efficiency", figure);
        string[] texts = Texts(figure);
        Assert.Contains("Parameter efficiency of resnet1d over transformer", texts);
        Assert.Contains("equal", texts);
        Assert.Contains("own definition", figure.Description, StringComparison.Ordinal);
        Assert.Equal(result.Points.Count, result.ToTable().RowCount);
        Assert.Contains("area", Marks(figure));
    }

    [Fact]
    public void EfficienciesThatAreNotThereGiveAnEmptyFigureNotAnError()
    {
        EfficiencyResult result = FamilyEfficiency.Of(Families(2.1), "resnet1d", "transformer", EfficiencyKind.Parameter, new EfficiencyOptions { Losses = [0.001] });
        Assert.Contains("equal", Texts(result.ToFigure()));
    }

    [Fact]
    public void LossToLossShowsFamiliesMapAndAsymptotes()
    {
        double[] x = [.. s_sizes.Select((n, i) => (0.05 + 1.6 * Math.Pow(n, -0.32)) * Noise(i))];
        var data = new ScalingData(new Dictionary<LawInput, double[]> { [LawInput.X] = x }, [.. x.Select((value, i) => (0.09 + 1.5 * Math.Pow(value - 0.04, 0.85)) * Noise(i + 9))]) { Families = [.. x.Select((_, i) => i % 2 == 0 ? "resnet1d" : "transformer")] };
        LossToLossFit fit = LossToLossFitter.Fit(data, new LossToLossOptions { AsymptoteX = 0.04, AsymptoteY = 0.09, Replicates = 50 });
        Figure figure = fit.ToFigure(data);
        Keep("loss-to-loss", figure);
        string[] texts = Texts(figure);
        Assert.Superset(new HashSet<string> { "resnet1d", "transformer", "E_x = 0.04", "E_y = 0.09", "y = x" }, texts.ToHashSet());
    }

    [Fact]
    public void BackTestIsAFanFromEveryOrigin()
    {
        LawFit fit = ScalingLaw.Fit(Enumerable.Range(0, 14).Select(i => new ScalingPoint(1e4 * Math.Pow(2, i), 1e6, (0.05 + 1.6 * Math.Pow(1e4 * Math.Pow(2, i), -0.32)) * Noise(i))), LawForms.PowerOfN);
        BackTestResult result = BackTest.Run(fit);
        Figure figure = result.ToFigure();
        Keep("back-test", figure);
        Assert.Equal(Math.Min(5, result.Points.Select(point => point.Origin).Distinct().Count()), Texts(figure).Count(text => text.StartsWith("fitted up to N = ", StringComparison.Ordinal)));
    }

    [Fact]
    public void IsoFlopMarksTheMinimaAndTheFrontierComparesApproaches()
    {
        ScalingData data = IsoFlopData();
        ComputeOptimalResult result = ComputeOptimal.Run(data, new ComputeOptimalOptions { Replicates = 60 });
        Figure iso = result.IsoFlopFigure(data);
        Keep("isoflop", iso);
        Assert.Contains("minimum", Texts(iso));
        Assert.Equal(4, Texts(iso).Count(text => text.StartsWith("C = ", StringComparison.Ordinal)));
        Figure frontier = result.FrontierFigure();
        Keep("frontier", frontier);
        Assert.Equal(result.Approaches.Count, Texts(frontier).Count(text => text.Contains(": a = ", StringComparison.Ordinal)));
    }

    [SharedDataFact("fits/chinchilla_epoch.csv")]
    public void PublishedDataRender()
    {
        ScalingData data = ScalingCsv.Read(SharedData.PathOf("fits/chinchilla_epoch.csv"), new ScalingColumns { Where = [("in_fit", "1")] });
        LawFit fit = ScalingLaw.Fit(data, LawForms.Chinchilla);
        Figure fan = BackTest.Run(fit).ToFigure();
        Keep("epoch-back-test", fan);
        Assert.Contains("line", Marks(fan));
        ComputeOptimalResult result = ComputeOptimal.Run(data, new ComputeOptimalOptions { Replicates = 40 });
        Keep("epoch-frontier", result.FrontierFigure());
        Keep("epoch-isoflop", result.IsoFlopFigure(data));
        Assert.Contains("target", Texts(result.FrontierFigure()));
    }

    private static ScalingData IsoFlopData() => s_budgets.SelectMany((c, level) => Enumerable.Range(-3, 7).Select(step =>
    {
        double n = 0.1 * Math.Sqrt(c) * Math.Pow(2, step);
        double d = c / 6 / n;
        return new ScalingPoint(n, d, (1.7 + 400 * Math.Pow(n, -0.34) + 420 * Math.Pow(d, -0.3)) * (1 + (0.15 * (Noise((7 * level) + step + 3) - 1)))) { Compute = c };
    })).ToScalingData();
}
