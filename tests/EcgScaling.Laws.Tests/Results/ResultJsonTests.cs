using EcgScaling.Laws.Compute;
using EcgScaling.Laws.Efficiency;
using EcgScaling.Laws.Families;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Selection;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Tests.Results;

public sealed class ResultJsonTests
{
    [Fact]
    public void Results_come_back_as_they_were()
    {
        var fit = ScalingLaw.Fit(TestData.Grid());
        Same(fit.ProfileInterval("alpha"));
        Same(new QuantityInterval("x", 1, double.NegativeInfinity, double.NaN, 0.95, "none"));
        Same(fit.ProfileCurve(FitQuantity.OfParameter(fit, "E")));
        Same(Prediction.Of(fit).Band(LawInput.N, 2e4, 2e8, 10, new Dictionary<LawInput, double> { [LawInput.D] = 1e6 }, draws: 100));
        Same(BackTest.Run(fit, new BackTestOptions { Origins = 2 }));
        Same(ComputeOptimal.Run(TestData.Grid().ToScalingData(), new ComputeOptimalOptions { Replicates = 5 }));
        var families = FamilyFitter.Fit(TestData.Ladder(family: "a").Concat(TestData.Ladder(a: 1.4, seed: 2, family: "b")).ToScalingData(), LawForms.PowerOfN);
        Same(FamilyEfficiency.Of(families, "a", "b", EfficiencyKind.Parameter));
        Assert.Throws<EcgDataException>(() => ResultJson.Read<QuantityInterval>("[]"));
        var draws = Bootstrap.Run(fit, new BootstrapOptions { Replicates = 3 });
        Assert.Equal(4, draws.ToCsv().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_claim_is_made_only_where_the_interval_resolves_it()
    {
        var objective = new FamilyOptions { Objective = FitObjective.LeastSquaresLog };
        var noisy = FamilyFitter.Fit(TestData.Ladder(noise: 0.03, family: "a").Concat(TestData.Ladder(alpha: 0.27, noise: 0.03, seed: 2, family: "b")).ToScalingData(), LawForms.PowerOfN, objective);
        var unresolved = FamilyClaim.Of(noisy, "a", "b", "alpha");
        Assert.False(unresolved.IsResolved);
        Assert.Equal(WarningCodes.NotResolved, unresolved.Warning!.Code);
        Assert.Contains("not resolved", unresolved.Statement, StringComparison.Ordinal);
        var clear = FamilyFitter.Fit(TestData.Ladder(alpha: 0.2, noise: 0.002, family: "a").Concat(TestData.Ladder(alpha: 0.4, a: 8, noise: 0.002, seed: 2, family: "b")).ToScalingData(), LawForms.PowerOfN, objective);
        var resolved = FamilyClaim.Of(clear, "b", "a", "alpha");
        Assert.True(resolved.IsResolved);
        Assert.Contains("alpha is larger for b than for a", resolved.Statement, StringComparison.Ordinal);
        Assert.Throws<SpecException>(() => FamilyClaim.Of(FamilyFitter.Fit(clear.Design.Data, LawForms.PowerOfN, FamilyOptions.Share("alpha")), "a", "b", "alpha"));
    }

    private static void Same<T>(T result)
        where T : notnull
    {
        var json = ResultJson.Write(result);
        Assert.Equal(json, ResultJson.Write(ResultJson.Read<T>(json)));
    }
}
