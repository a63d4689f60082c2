using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using FsCheck;
using FsCheck.Fluent;

namespace EcgScaling.Laws.Tests.Fitting;

/// <summary>What must not change when units change, laws nest, or weights repeat rows.</summary>
public sealed class InvarianceTests
{
    [Fact]
    public void Units_of_inputs_and_losses_do_not_change_the_law()
    {
        Prop.ForAll(
            (from n in Gen.Choose(-9, 9) from d in Gen.Choose(-9, 9) from l in Gen.Choose(-3, 3) from seed in Gen.Choose(1, 1000) select (n, d, l, seed)).ToArbitrary(),
            draw =>
            {
                var (fn, fd, fl) = (Math.Pow(10, draw.n), Math.Pow(10, draw.d), Math.Pow(10, draw.l));
                var points = TestData.Grid(seed: (ulong)draw.seed);
                var one = ScalingLaw.Fit(points);
                var other = ScalingLaw.Fit(points.Select(point => new ScalingPoint(point.N * fn, point.D * fd, point.Loss * fl)));
                return points.All(point => Near(one.Predict(point.N, point.D) * fl, other.Predict(point.N * fn, point.D * fd), 1e-10))
                    && Near(one["alpha"], other["alpha"], 1e-7) && Near(one["E"] * fl, other["E"], 1e-7);
            }).Check(Config.QuickThrowOnFailure.WithReplay(2605, 17277).WithMaxTest(20));
    }

    [Fact]
    public void Noise_free_data_give_the_truth_back()
    {
        Prop.ForAll(
            (from e in Gen.Choose(0, 50) from alpha in Gen.Choose(8, 70) from beta in Gen.Choose(8, 70) from scale in Gen.Choose(-2, 2) select (e, alpha, beta, scale)).ToArbitrary(),
            draw =>
            {
                var unit = Math.Pow(10, draw.scale);
                var (e, alpha, beta) = (draw.e / 100.0 * unit, draw.alpha / 100.0, draw.beta / 100.0);
                var (a, b) = (0.3 * Math.Pow(1e6, alpha) * unit, 0.4 * Math.Pow(3e5, beta) * unit);
                var fit = ScalingLaw.Fit(TestData.Grid(e, a, b, alpha, beta, 0));
                return Near(e + 1e-6, fit["E"] + 1e-6, 1e-4) && Near(alpha, fit["alpha"], 1e-5) && Near(beta, fit["beta"], 1e-5) && Near(a, fit["A"], 1e-3) && fit.Certificate.Passed;
            }).Check(Config.QuickThrowOnFailure.WithReplay(2605, 17277).WithMaxTest(40));
    }

    [Fact]
    public void An_integer_weight_is_a_repeated_row()
    {
        var points = TestData.Grid(noise: 0.02);
        foreach (var objective in new[] { "ls-log", "huber:0.005", "lad", "student-t", "ls" })
        {
            var weighted = ScalingLaw.Fit(points.Select((point, i) => point with { Weight = 1 + (i % 3) }), null, FitObjective.Parse(objective));
            var repeated = ScalingLaw.Fit(points.SelectMany((point, i) => Enumerable.Repeat(point, 1 + (i % 3))), null, FitObjective.Parse(objective));
            Assert.Equal(repeated.ObjectiveValue, weighted.ObjectiveValue, 1e-9 * Math.Abs(repeated.ObjectiveValue));
            Assert.Equal(repeated["beta"], weighted["beta"], 1e-6);
        }
    }

    [Fact]
    public void Restricted_laws_equal_the_general_one_with_a_parameter_held()
    {
        var data = TestData.Grid(noise: 0.02).ToScalingData();
        var chinchilla = LawFitter.Fit(data, LawForms.Chinchilla, FitObjective.LeastSquaresLog);
        var held = LawFitter.Fit(data, LawForms.General, FitObjective.LeastSquaresLog, new FitOptions { Fixed = new Dictionary<string, double> { ["gamma"] = 1 } });
        Assert.Equal(chinchilla.ObjectiveValue, held.ObjectiveValue, 1e-10 * chinchilla.ObjectiveValue);
        var kaplan = LawFitter.Fit(data, LawForms.Kaplan, FitObjective.LeastSquaresLog);
        var general = LawFitter.Fit(data, LawForms.General, FitObjective.LeastSquaresLog, new FitOptions { Fixed = new Dictionary<string, double> { ["beta"] = 1 } });
        Assert.Equal(kaplan.ObjectiveValue, general.ObjectiveValue, 1e-8 * kaplan.ObjectiveValue);
        var withoutE = LawFitter.Fit(data, LawForms.WithoutAsymptote, FitObjective.LeastSquaresLog);
        var zero = LawFitter.Fit(data, LawForms.Chinchilla, FitObjective.LeastSquaresLog, new FitOptions { Fixed = new Dictionary<string, double> { ["E"] = 0 } });
        Assert.Equal(withoutE.ObjectiveValue, zero.ObjectiveValue, 1e-8 * withoutE.ObjectiveValue);
        Assert.True(LawFitter.Fit(data, LawForms.General, FitObjective.LeastSquaresLog).ObjectiveValue <= chinchilla.ObjectiveValue * (1 + 1e-12));
    }

    [Fact]
    public void The_over_training_law_with_six_nd_is_the_tied_law()
    {
        var points = TestData.Grid(noise: 0.02).Select(point => point with { Compute = 6 * point.N * point.D }).ToScalingData();
        var tied = LawFitter.Fit(points, LawForms.Tied, FitObjective.LeastSquaresLog);
        var over = LawFitter.Fit(points, LawForms.OverTraining, FitObjective.LeastSquaresLog);
        Assert.Equal(tied.ObjectiveValue, over.ObjectiveValue, 1e-9 * tied.ObjectiveValue);
        Assert.Equal(tied["alpha"], 2 * over["eta"], 1e-6);
    }

    [Fact]
    public void An_amplitude_may_be_held_in_natural_units()
    {
        var data = TestData.Grid(noise: 0.02).ToScalingData();
        var free = LawFitter.Fit(data, LawForms.Chinchilla, FitObjective.LeastSquaresLog);
        var held = LawFitter.Fit(data, LawForms.Chinchilla, FitObjective.LeastSquaresLog, new FitOptions { Fixed = new Dictionary<string, double> { ["A"] = free["A"] } });
        Assert.Equal(free.ObjectiveValue, held.ObjectiveValue, 1e-8 * free.ObjectiveValue);
        Assert.Equal(free["A"], held["A"]);
    }

    private static bool Near(double a, double b, double relative) => Math.Abs(a - b) <= relative * Math.Max(Math.Abs(a), Math.Abs(b));
}
