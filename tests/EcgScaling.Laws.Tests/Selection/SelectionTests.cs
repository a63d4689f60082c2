using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Selection;
using EcgScaling.Testing;

namespace EcgScaling.Laws.Tests.Selection;

public sealed class SelectionTests
{
    [SharedDataTheory("fits/chinchilla_epoch.csv")]
    [InlineData("no-e", -1441)]
    [InlineData("kaplan", -1409)]
    [InlineData("tied", -1763)]
    [InlineData("chinchilla", -1762)]
    [InlineData("general", -1783)]
    public void Akaikes_criterion_equals_the_reference_table(string law, double aicc)
    {
        var fit = LawFitter.Fit(TestData.Epoch, LawForms.Get(law), FitObjective.StudentT);
        Assert.Equal(aicc, Math.Round(ModelCriteria.Of(fit).Aicc), 1.0);
    }

    [Fact]
    public void The_law_that_made_the_data_wins_and_the_others_are_scored_on_what_they_did_not_see()
    {
        var scores = FormComparison.Compare(TestData.Grid(noise: 0.005).ToScalingData(), [LawForms.WithoutAsymptote, LawForms.Chinchilla, LawForms.Product, LawForms.Kaplan], FitObjective.LeastSquaresLog);
        Assert.Equal("chinchilla", scores[0].Fit.Form.Name);
        Assert.Equal(0, scores[0].DeltaAicc);
        Assert.Equal(1, scores.Sum(score => score.Weight), 1e-12);
        Assert.All(scores, score => Assert.True(score.LeaveSizeOut > 0 && score.BackTest!.Points.Count > 0));
        Assert.True(scores[0].LeaveSizeOut < scores[^1].LeaveSizeOut);
    }

    [Fact]
    public void The_likelihood_ratio_keeps_its_level_under_the_null()
    {
        var rejections = 0;
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var data = TestData.Grid(alpha: 0.25, beta: 0.25, a: 1, seed: seed).ToScalingData();
            var tied = LawFitter.Fit(data, LawForms.Tied, FitObjective.LeastSquaresLog);
            var free = LawFitter.Fit(data, LawForms.Chinchilla, FitObjective.LeastSquaresLog);
            rejections += FormComparison.LikelihoodRatio(tied, free).Probability < 0.05 ? 1 : 0;
        }

        Assert.InRange(rejections, 0, 9);
        var wrong = TestData.Grid(alpha: 0.15, beta: 0.4, b: 5).ToScalingData();
        Assert.True(FormComparison.LikelihoodRatio(LawFitter.Fit(wrong, LawForms.Tied, FitObjective.LeastSquaresLog), LawFitter.Fit(wrong, LawForms.Chinchilla, FitObjective.LeastSquaresLog)).Probability < 1e-4);
    }

    [Fact]
    public void A_back_test_of_the_right_law_is_calibrated_and_of_the_wrong_one_is_not()
    {
        var points = TestData.Ladder(noise: 0.01, count: 24, seeds: 2);
        var right = BackTest.Run(ScalingLaw.Fit(points, LawForms.PowerOfN));
        Assert.InRange(right.Coverage, 0.7, 1);
        var wrong = BackTest.Run(ScalingLaw.Fit(points, LawForms.Get("m1")));
        Assert.True(wrong.Coverage < right.Coverage);
        Assert.True(wrong.Inflation > right.Inflation);
        Assert.NotNull(wrong.Warning);
        Assert.True(wrong.Bias < 0, "a law without E predicts too little loss at large sizes");
        Assert.All(right.Points, point => Assert.True(point.Axis > point.Origin));
    }

    [Fact]
    public void Seed_noise_and_lack_of_fit_are_told_apart()
    {
        var noisy = NoiseComponents.Of(ScalingLaw.Fit(TestData.Ladder(noise: 0.02, seeds: 4), LawForms.PowerOfN))!;
        Assert.InRange(noisy.Replicate, 0.013, 0.027);
        Assert.True(noisy.LackOfFitProbability > 0.01);
        var misfit = NoiseComponents.Of(ScalingLaw.Fit(TestData.Ladder(noise: 0.0005, e: 0.1, seeds: 4), LawForms.Get("m1")))!;
        Assert.True(misfit.LackOfFitProbability < 1e-4);
        Assert.True(misfit.LackOfFit > 5 * misfit.Replicate);
        Assert.Null(NoiseComponents.Of(ScalingLaw.Fit(TestData.Ladder(), LawForms.PowerOfN)));
    }
}
