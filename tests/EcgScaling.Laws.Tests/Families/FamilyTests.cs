using EcgScaling.Laws.Efficiency;
using EcgScaling.Laws.Families;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Tests.Families;

public sealed class FamilyTests
{
    private const double Ratio = 2;

    [Fact]
    public void Free_families_equal_single_fits()
    {
        var data = Pair(0.25, 0.3).ToScalingData();
        var fit = FamilyFitter.Fit(data, LawForms.PowerOfN, new FamilyOptions { Objective = FitObjective.LeastSquaresLog });
        foreach (var family in fit.Families)
        {
            var alone = ScalingLaw.Fit(data.Where(row => data.Families![row] == family), LawForms.PowerOfN, FitObjective.LeastSquaresLog);
            Assert.Equal(alone["alpha"], fit[family, "alpha"], 1e-6);
            Assert.Equal(alone["E"], fit[family, "E"], 1e-6);
        }

        Assert.Equal(6, fit.ParameterCount);
    }

    [Fact]
    public void Shared_parameters_are_equal_and_pooled_ones_lie_between()
    {
        var data = Pair(0.22, 0.28, noise: 0.02).ToScalingData();
        var shared = FamilyFitter.Fit(data, LawForms.PowerOfN, FamilyOptions.Share("alpha", "E"));
        Assert.Equal(shared["a", "alpha"], shared["b", "alpha"]);
        Assert.Equal(4, shared.ParameterCount);
        var free = FamilyFitter.Fit(data, LawForms.PowerOfN);
        var pooled = FamilyFitter.Fit(data, LawForms.PowerOfN, new FamilyOptions { Sharing = new Dictionary<string, ParameterSharing> { ["alpha"] = ParameterSharing.Pooled } });
        var (wide, narrow) = (Math.Abs(free["a", "alpha"] - free["b", "alpha"]), Math.Abs(pooled["a", "alpha"] - pooled["b", "alpha"]));
        Assert.InRange(narrow, 0, wide);
    }

    [Fact]
    public void The_test_of_equal_exponents_rejects_what_differs_and_keeps_what_does_not()
    {
        var equal = SharingTest.Of(Pair(0.25, 0.25).ToScalingData(), LawForms.PowerOfN, ["alpha"]);
        Assert.False(equal.IsRejected);
        Assert.Equal(1, equal.Constraints);
        Assert.True(equal.AiccDifference < 5);
        var different = SharingTest.Of(Pair(0.15, 0.4, noise: 0.003).ToScalingData(), LawForms.PowerOfN, ["alpha"]);
        Assert.True(different.IsRejected);
        Assert.True(different.AiccDifference > 0);
    }

    [Fact]
    public void Parameter_efficiency_finds_the_true_ratio_where_it_is_constant()
    {
        var fit = FamilyFitter.Fit(Pair(0.25, 0.25, noise: 0.004, seeds: 3).ToScalingData(), LawForms.PowerOfN);
        var result = FamilyEfficiency.Of(fit, "a", "b", EfficiencyKind.Parameter);
        Assert.Equal(9, result.Points.Count);
        Assert.False(result.ExponentTest!.IsRejected);
        Assert.NotNull(result.Constant);
        Assert.True(result.Constant.Contains(Ratio), result.Constant.ToString());
        Assert.All(result.Points, point =>
        {
            Assert.True(point.Lower <= point.Ratio && point.Ratio <= point.Upper);
            Assert.True(point.SimultaneousLower <= point.Lower * 1.1 && point.SimultaneousUpper >= point.Upper * 0.9);
        });
        Assert.Contains(result.Points, point => point.Observed);
        Assert.Contains("own definition", result.Definition, StringComparison.Ordinal);
        Assert.True(result.ObservedRange!.Value.Lowest <= Ratio * 1.5);
    }

    [Fact]
    public void Efficiency_that_is_not_constant_is_said_to_be_a_range()
    {
        var fit = FamilyFitter.Fit(Pair(0.35, 0.2, noise: 0.003, seeds: 2).ToScalingData(), LawForms.PowerOfN);
        var result = FamilyEfficiency.Of(fit, "a", "b", EfficiencyKind.Parameter);
        Assert.Null(result.Constant);
        Assert.Contains(result.Warnings, warning => warning.Code == WarningCodes.NotConstant);
        Assert.True(result.Points[^1].Ratio > result.Points[0].Ratio);
    }

    [Fact]
    public void Data_and_compute_efficiency_of_a_grid_find_their_truths()
    {
        var points = TestData.Grid(noise: 0.003, family: "a");

        // Family b needs three times the data for the same loss.
        points.AddRange(TestData.Grid(b: 1.4 * Math.Pow(3, 0.25), noise: 0.003, seed: 2, family: "b"));
        var fit = FamilyFitter.Fit(points.ToScalingData(), LawForms.Chinchilla, FamilyOptions.Share("E", "alpha", "A", "beta"));
        var data = FamilyEfficiency.Of(fit, "a", "b", EfficiencyKind.Data);
        Assert.True(data.Points[4].Lower < 3 && data.Points[4].Upper > 3, data.Points[4].ToString());
        var compute = FamilyEfficiency.Of(fit, "a", "b", EfficiencyKind.Compute);
        Assert.All(compute.Points, point => Assert.InRange(point.Ratio, 1.3, 3));
    }

    [Fact]
    public void Paired_draws_do_not_depend_on_threads_and_are_narrower_than_unpaired_ones()
    {
        // The same splits disturb both families alike.
        var split = new RandomStream(3, "splits");
        var shifts = Enumerable.Range(0, 10).Select(_ => 0.02 * split.NextGaussian()).ToArray();
        var points = Pair(0.25, 0.25, noise: 0.002).Select((point, i) => point with { Loss = point.Loss * Math.Exp(shifts[i % 10]), Run = $"split {i % 10}" }).ToList();
        var fit = FamilyFitter.Fit(points.ToScalingData(), LawForms.PowerOfN, FamilyOptions.Share("E", "alpha") with { Objective = FitObjective.LeastSquaresLog });
        var ratio = new FamilyQuantity("ratio", all => Math.Log(all[1][1] / all[0][1]));
        var paired = FamilyBootstrap.Run(fit, new BootstrapOptions { Replicates = 200, Threads = 1 });
        var again = FamilyBootstrap.Run(fit, new BootstrapOptions { Replicates = 200, Threads = 5 });
        Assert.Equal(paired.Values(ratio), again.Values(ratio));
        var unpaired = FamilyBootstrap.Run(fit, new BootstrapOptions { Replicates = 200, Scheme = BootstrapScheme.Pairs });
        double Width(FamilyBootstrap draws) => draws.Percentile(ratio).Upper - draws.Percentile(ratio).Lower;
        Assert.True(Width(paired) < 0.6 * Width(unpaired), $"{Width(paired)} against {Width(unpaired)}");
    }

    [Fact]
    public void Questions_that_cannot_be_asked_are_refused()
    {
        Assert.Throws<ScalingDataException>(() => FamilyFitter.Fit(TestData.Ladder().ToScalingData(), LawForms.PowerOfN));
        Assert.Throws<SpecException>(() => FamilyFitter.Fit(Pair(0.2, 0.2).ToScalingData(), LawForms.PowerOfN, FamilyOptions.Share("gamma")));
        var fit = FamilyFitter.Fit(Pair(0.2, 0.2).ToScalingData(), LawForms.PowerOfN);
        Assert.Throws<SpecException>(() => FamilyEfficiency.Of(fit, "a", "c", EfficiencyKind.Parameter));
        Assert.Throws<SpecException>(() => FamilyEfficiency.Of(fit, "a", "b", EfficiencyKind.Data));
        Assert.Throws<SpecException>(() => FamilyEfficiency.Of(fit, "a", "b", EfficiencyKind.Transfer));
    }

    [Fact]
    public void Transfer_efficiency_is_the_ratio_of_the_exponents()
    {
        var random = new RandomStream(8, "transfer");
        var (x, y, families) = (new List<double>(), new List<double>(), new List<string?>());
        foreach (var (family, kappa) in new[] { ("a", 1.2), ("b", 0.8) })
        {
            for (var i = 0; i < 25; i++)
            {
                var id = 0.1 + (0.4 * Math.Pow(0.03, i / 24.0));
                x.Add(id);
                y.Add(((0.9 * Math.Pow(id - 0.05, kappa)) + 0.2) * Math.Exp(0.002 * random.NextGaussian()));
                families.Add(family);
            }
        }

        var data = new ScalingData(new Dictionary<LawInput, double[]> { [LawInput.X] = [.. x] }, [.. y]) { Families = [.. families] };
        var fit = FamilyFitter.Fit(data, LawForms.LossToLoss, FamilyOptions.Share("E_x", "E_y"));
        var result = FamilyEfficiency.Of(fit, "a", "b", EfficiencyKind.Transfer);
        Assert.All(result.Points, point => Assert.True(point.Lower <= 1.5 && point.Upper >= 1.5, point.ToString()));
    }

    /// <summary>Two families of ten sizes; b needs twice the parameters of a at the middle of the ladder.</summary>
    private static List<ScalingPoint> Pair(double alphaA, double alphaB, double noise = 0.01, int seeds = 1)
    {
        var middle = Math.Sqrt(2e4 * 2e8);
        return [
            .. TestData.Ladder(a: 0.05 * Math.Pow(middle, alphaA), alpha: alphaA, noise: noise, seeds: seeds, family: "a"),
            .. TestData.Ladder(a: 0.05 * Math.Pow(Ratio * middle, alphaB), alpha: alphaB, noise: noise, seed: 2, seeds: seeds, family: "b"),
        ];
    }
}
