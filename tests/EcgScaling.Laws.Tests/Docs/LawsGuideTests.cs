using EcgScaling.Laws.Compute;
using EcgScaling.Laws.Efficiency;
using EcgScaling.Laws.Families;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.LossToLoss;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Planning;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Selection;
using EcgScaling.Laws.Uncertainty;
using EcgScaling.Testing;

namespace EcgScaling.Laws.Tests.Docs;

/// <summary>The code of docs/laws.md, compiled and run; another test holds the guide to these very lines.</summary>
public sealed class LawsGuideTests
{
    [Fact]
    public void The_code_of_the_guide_runs()
    {
        var points = TestData.Grid();
        var path = Golden.PathOf("simulated.csv");

        LawFit fit = ScalingLaw.Fit(points);
        QuantityInterval beta = fit.ProfileInterval("beta");
        QuantityInterval loss = Prediction.Of(fit).At([2e8, 2.3e6]);
        Assert.True(beta.IsClosed && loss.Lower < loss.Upper);

        ScalingData data = ScalingCsv.Read(path, new ScalingColumns { N = "N", D = "D", Loss = "loss" });
        LawFit huber = LawFitter.Fit(data, LawForms.Chinchilla, FitObjective.Huber(1e-3));
        Assert.True(huber.Certificate.Passed);

        QuantityInterval profile = fit.ProfileInterval("alpha");
        QuantityInterval function = fit.ProfileInterval(new Frontier(fit).SizeAt(1e14));
        BootstrapResult draws = Bootstrap.Run(fit, new BootstrapOptions { Replicates = 500, Seed = 1 });
        QuantityInterval percentile = draws.Percentile("alpha");
        QuantityInterval sandwich = Covariance.Of(fit, CovarianceKind.Sandwich).Wald(FitQuantity.OfParameter(fit, "alpha"));
        LawBand band = Prediction.Of(fit).Band(LawInput.N, 2e4, 2e8, others: new Dictionary<LawInput, double> { [LawInput.D] = 1e6 });
        Assert.All(new[] { profile, percentile, sandwich }, interval => Assert.True(interval.Contains(fit["alpha"])));
        Assert.True(function.IsClosed);
        for (var i = 0; i < band.Values.Count; i++)
        {
            Assert.True(band.RunLower[i] < band.Lower[i] && band.SimultaneousLower[i] <= band.Lower[i] && band.Lower[i] < band.Estimate[i] && band.Estimate[i] < band.Upper[i]);
        }

        IReadOnlyList<FormScore> scores = FormComparison.Compare(data, [LawForms.Chinchilla, LawForms.Tied, LawForms.WithoutAsymptote]);
        BackTestResult backTest = BackTest.Run(fit);
        QuantityInterval honest = Prediction.Of(fit).At([8e8, 2.3e6], inflation: backTest.Inflation);
        Assert.Equal(3, scores.Count);
        Assert.True(honest.Lower > 0);

        var twoFamilies = TestData.Ladder(family: "resnet").Concat(TestData.Ladder(a: 1.3, seed: 2, family: "transformer")).ToScalingData();
        FamilyFit families = FamilyFitter.Fit(twoFamilies, LawForms.PowerOfN, FamilyOptions.Share("E"));
        SharingTest exponents = SharingTest.Of(twoFamilies, LawForms.PowerOfN, ["alpha"]);
        EfficiencyResult efficiency = FamilyEfficiency.Of(families, "resnet", "transformer", EfficiencyKind.Parameter);
        Assert.InRange(exponents.Probability, 0, 1);
        Assert.NotEmpty(efficiency.Points);

        var twoLosses = new ScalingData(
            new Dictionary<LawInput, double[]> { [LawInput.N] = data.Column(LawInput.N), [LawInput.D] = data.Column(LawInput.D), [LawInput.X] = data.Losses },
            [.. data.Losses.Select(x => (0.8 * x) + 0.1)]);
        LossToLossFit map = LossToLossFitter.Fit(twoLosses, new LossToLossOptions { Replicates = 200 });
        Assert.True(map.Kappa > 0);

        ComputeOptimalResult optimal = ComputeOptimal.Run(data, new ComputeOptimalOptions { Replicates = 100 });
        ComputeOptimum best = new Frontier(fit, new ComputeModel(6)).At(1e14);
        Assert.NotEmpty(optimal.Approaches);
        Assert.True(best.N > 0);

        PowerResult power = PowerSimulator.Run(new StudyPlan
        {
            Sizes = StudyPlan.Ladder(2e4, 2e8, 10), DataSizes = [2.3e6], Seeds = 3, E = 0.1, A = 1, Alpha = 0.25, Noise = 0.01, Ratio = 1.3,
        }, simulations: 50);
        Assert.InRange(power.Power, 0, 1);
    }

    [Fact]
    public void The_guide_shows_the_code_that_was_run()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "EcgScaling.sln")))
        {
            root = root.Parent!;
        }

        var source = File.ReadLines(Path.Combine(root.FullName, "tests", "EcgScaling.Laws.Tests", "Docs", "LawsGuideTests.cs")).Select(line => line.Trim()).ToHashSet();
        var blocks = File.ReadAllText(Path.Combine(root.FullName, "docs", "laws.md")).Split("```csharp").Skip(1).Select(block => block.Split("```")[0]).ToArray();
        Assert.True(blocks.Length >= 6);
        Assert.All(blocks.SelectMany(block => block.Split('\n')).Select(line => line.Trim()).Where(line => line.Length > 0), line => Assert.Contains(line, source));
    }
}
