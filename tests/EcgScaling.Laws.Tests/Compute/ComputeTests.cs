using EcgScaling.Laws.Compute;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;
using EcgScaling.Testing;

namespace EcgScaling.Laws.Tests.Compute;

public sealed class ComputeTests
{
    [Fact]
    public void The_closed_form_is_the_minimum_and_the_search_finds_the_same()
    {
        var fit = ScalingLaw.Fit(TestData.Grid(noise: 0));
        var model = new ComputeModel(17, 0.9, 1.1);
        var optimum = new Frontier(fit, model).At(1e14);
        Assert.Equal(1e14, model.Of(optimum.N, optimum.D), 1e2);
        foreach (var factor in new[] { 0.9, 0.99, 1.01, 1.1 })
        {
            Assert.True(fit.Predict(optimum.N * factor, model.DataFor(1e14, optimum.N * factor)) > optimum.Loss);
        }

        // With gamma held at one the general law has no closed form here and must be searched.
        var general = LawFitter.Fit(TestData.Grid(noise: 0).ToScalingData(), LawForms.General, FitObjective.LeastSquaresLog, new FitOptions { Fixed = new Dictionary<string, double> { ["gamma"] = 1 } });
        Assert.Equal(1, new Frontier(general, model).At(1e14).N / optimum.N, 1e-5);
    }

    [SharedDataFact("fits/chinchilla_epoch.csv")]
    public void The_exponent_of_the_published_fit_is_beta_over_the_sum_with_its_published_error()
    {
        var fit = LawFitter.Fit(TestData.Epoch, LawForms.Chinchilla, ObjectivePresets.Hoffmann);
        var exponent = new Frontier(fit).SizeExponent(1e22);
        Assert.Equal(fit["beta"] / (fit["alpha"] + fit["beta"]), exponent.At(fit), 1e-9);
        Assert.Equal(0.5139, exponent.At(fit), 1e-4);
    }

    [Fact]
    public void Measured_compute_gives_its_own_model_back()
    {
        var truth = new ComputeModel(23, 0.8, 1);
        var data = TestData.Grid().Select(point => point with { Compute = truth.Of(point.N, point.D) }).ToScalingData();
        var model = ComputeModel.Measure(data);
        Assert.Equal(23, model.Factor, 1e-8);
        Assert.Equal(0.8, model.SizePower, 1e-10);
        Assert.Equal(1, model.DataPower, 1e-10);
        Assert.Throws<ScalingDataException>(() => ComputeModel.Measure(data.Where(row => row < 2)));
    }

    [Fact]
    public void The_three_approaches_agree_on_an_isoflop_study_of_their_own_law()
    {
        var result = ComputeOptimal.Run(IsoFlopStudy(0.002), new ComputeOptimalOptions { Replicates = 120, Objective = FitObjective.LeastSquaresLog });
        Assert.Contains(result.Approaches, approach => approach.Name == "2 isoFLOP");
        foreach (var approach in result.Approaches.Where(approach => approach.Name != "1 envelope"))
        {
            Assert.InRange(approach.Exponent.Estimate, 0.48, 0.63);
            Assert.True(approach.Exponent.Lower < approach.Exponent.Upper);
        }

        var weighted = ComputeOptimal.Run(IsoFlopStudy(0.002), ComputeOptimalOptions.Porian with { Replicates = 60, Objective = FitObjective.LeastSquaresLog });
        Assert.InRange(weighted.Approaches.Single(approach => approach.Name == "2 isoFLOP").Exponent.Estimate, 0.45, 0.66);
    }

    [Fact]
    public void Approaches_that_disagree_are_flagged()
    {
        // Parabolas over wide sweeps that drift off centre are biased where alpha and beta differ; the parametric law is not.
        var random = new RandomStream(1, "drift");
        var points = new List<ScalingPoint>();
        foreach (var c in StudyLevels())
        {
            for (var i = -4; i <= 4; i++)
            {
                var n = 3e5 * Math.Pow(c / 1e15, 0.45) * Math.Pow(3, i);
                var d = c / 6 / n;
                points.Add(new ScalingPoint(n, d, (0.06 + (120 * Math.Pow(n, -0.6)) + (0.8 * Math.Pow(d, -0.15))) * Math.Exp(0.001 * random.NextGaussian())) { Compute = c });
            }
        }

        var result = ComputeOptimal.Run(points.ToScalingData(), new ComputeOptimalOptions { Replicates = 120 });
        Assert.Equal(0.2, result.Approaches.Single(approach => approach.Name == "3 parametric").Exponent.Estimate, 0.03);
        Assert.True(result.DisagreementProbability < 0.05, string.Join("\n", result.Approaches.Select(approach => approach with { Levels = [] })) + result.Disagreement);
        Assert.Contains(result.Warnings, warning => warning.Code == WarningCodes.ApproachesDisagree);
    }

    [Fact]
    public void A_frontier_quantity_has_a_profile_interval()
    {
        var fit = ScalingLaw.Fit(TestData.Grid());
        var frontier = new Frontier(fit);
        var interval = fit.ProfileInterval(frontier.SizeAt(1e14));
        Assert.True(interval.IsClosed);
        Assert.InRange(frontier.At(1e14).N, interval.Lower, interval.Upper);
        Assert.Throws<SpecException>(() => new Frontier(ScalingLaw.Fit(TestData.Ladder())));
    }

    private static double[] StudyLevels() => [1e13, 4e13, 1.6e14, 6.4e14, 2.6e15, 1e16];

    private static ScalingData IsoFlopStudy(double noise)
    {
        var random = new RandomStream(11, "isoflop");
        var points = new List<ScalingPoint>();
        foreach (var c in StudyLevels())
        {
            for (var i = -4; i <= 4; i++)
            {
                var n = 1.2e6 * Math.Pow(c / 1e15, 0.55) * Math.Pow(1.8, i);
                var d = c / 6 / n;
                points.Add(new ScalingPoint(n, d, (0.06 + (0.5 * Math.Pow(n, -0.2)) + (1.4 * Math.Pow(d, -0.25))) * Math.Exp(noise * random.NextGaussian())) { Compute = c });
            }
        }

        return points.ToScalingData();
    }
}
