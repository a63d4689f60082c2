using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Tests.Forms;

/// <summary>A law of a user's own, in one class, has everything that the library's laws have; and the library's other laws find their truths.</summary>
public sealed class OwnFormTests
{
    [Fact]
    public void A_law_in_one_class_gets_a_certificate_intervals_and_draws()
    {
        var fit = ScalingLaw.Fit(TestData.Ladder(noise: 0.005, count: 20), new ExponentialForm());
        var reference = ScalingLaw.Fit(TestData.Ladder(noise: 0.005, count: 20), LawForms.PowerOfN);
        Assert.True(fit.Certificate.Passed);
        Assert.Equal(reference["E"], fit["floor"], 1e-6);
        Assert.Equal(reference["alpha"], fit["rate"], 1e-6);
        Assert.Equal(reference.ProfileInterval("alpha").Upper, fit.ProfileInterval("rate").Upper, 1e-4);
        Assert.Equal(0, Bootstrap.Run(fit, new() { Replicates = 20 }).Failed);
        var again = LawFitJson.Read(LawFitJson.Write(fit), new ExponentialForm());
        Assert.Equal(fit.Predictions, again.Predictions);
    }

    [Fact]
    public void Repeated_data_worth_less_is_found()
    {
        var points = new List<ScalingPoint>();
        foreach (var n in TestData.Sizes)
        {
            foreach (var u in new[] { 2e4, 2e5, 2e6 })
            {
                foreach (var epochs in new[] { 1, 2, 5, 15, 50 })
                {
                    var d = RepeatedDataForm.EffectiveData(u * epochs, u, 8);
                    points.Add(new ScalingPoint(n, u * epochs, (0.06 + (0.5 * Math.Pow(n, -0.2)) + (1.4 * Math.Pow(d, -0.25))) * Math.Exp(0.002 * new RandomStream(1, "r", points.Count).NextGaussian())) { UniqueSamples = u });
                }
            }
        }

        var fit = ScalingLaw.Fit(points, LawForms.RepeatedData);
        Assert.Equal(8, fit["rstar"], 1.0);
        Assert.True(fit.ProfileInterval("rstar").Contains(8));
        Assert.Equal(1e6, RepeatedDataForm.EffectiveData(1e6, 1e6, 5));
        Assert.Equal(6e6, RepeatedDataForm.EffectiveData(1e12, 1e6, 5), 1);
    }

    [Fact]
    public void Bounded_metrics_are_fitted_on_log_odds()
    {
        var random = new RandomStream(6, "auroc");
        var sizes = StudyLadder();
        var points = sizes.Select(n => new ScalingPoint(n, double.NaN, 0.5 + (0.5 / (1 + Math.Exp(-(2.5 - (20 * Math.Pow(n, -0.25)) + (0.02 * random.NextGaussian()))))))).ToList();
        var fit = ScalingLaw.Fit(points, LawForms.Get("auroc"), FitObjective.Parse("ls@logit"));
        Assert.Equal(0.25, fit["c"], 0.05);
        Assert.Equal(2.5, fit["top"], 0.15);
        Assert.All(fit.Predictions, value => Assert.InRange(value, 0.5, 1));

        var errors = Enumerable.Range(0, 30).Select(i => 0.5 + (i * 0.1)).ToArray();
        var data = new ScalingData(new Dictionary<LawInput, double[]> { [LawInput.X] = errors }, [.. errors.Select(x => 0.85 - (0.9 * Math.Exp(-0.7 * x)))]);
        var error = LawFitter.Fit(data, LawForms.ErrorFromLoss, FitObjective.LeastSquares);
        Assert.Equal(0.7, error["g"], 1e-6);
        Assert.Equal(0.85, error["eps"], 1e-6);
    }

    [Fact]
    public void A_break_is_found_where_it_is()
    {
        var random = new RandomStream(6, "bnsl");
        var form = new BrokenPowerLawForm(LawInput.N);
        double[] truth = [0.2, 3, 0.15, 0.3, 2e6, 0.25];
        var points = Enumerable.Range(0, 40).Select(i => 2e4 * Math.Pow(1e4, i / 39.0)).Select(n => new ScalingPoint(n, double.NaN, form.Value(truth, [n]) * Math.Exp(0.001 * random.NextGaussian()))).ToList();
        var fit = ScalingLaw.Fit(points, form);
        Assert.InRange(fit["d1"], 5e5, 8e6);
        Assert.InRange(Math.Sqrt(fit.Residuals.Average(residual => residual * residual)), 0, 0.0013);
    }

    [Fact]
    public void Saturating_and_sigmoidal_laws_fit_what_they_make()
    {
        foreach (var (law, truth) in new[] { ("m3", new[] { 0.1, 1, 0.3, 2e-6 }), ("m4", [0.1, 0.7, 8, 0.3, 0.6]) })
        {
            var form = LawForms.Get(law);
            var points = StudyLadder().Select(n => new ScalingPoint(n, double.NaN, form.Value(truth, [n]))).ToList();
            var fit = ScalingLaw.Fit(points, form, FitObjective.LeastSquaresLog);
            Assert.True(fit.Residuals.Max(Math.Abs) < 1e-5, $"{law}: {fit}");
        }
    }

    private static IEnumerable<double> StudyLadder() => Enumerable.Range(0, 30).Select(i => 2e4 * Math.Pow(1e4, i / 29.0));

    /// <summary>floor + height·exp(-rate·ln N): the power law in other letters, with the three members that a law must have.</summary>
    private sealed class ExponentialForm : LawForm
    {
        public override string Name => "exponential";

        public override string Formula => "floor + height·exp(-rate·ln N)";

        public override IReadOnlyList<LawInput> Inputs { get; } = [LawInput.N];

        public override IReadOnlyList<LawParameter> Parameters { get; } = [LawParameter.Asymptote("floor"), LawParameter.Amplitude("height"), LawParameter.Exponent("rate")];

        public override double Value(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs) => parameters[0] + (parameters[1] * Math.Exp(-parameters[2] * Math.Log(inputs[0])));

        public override void Gradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs, Span<double> gradient)
        {
            var power = Math.Exp(-parameters[2] * Math.Log(inputs[0]));
            gradient[0] = 1;
            gradient[1] = power;
            gradient[2] = -parameters[1] * power * Math.Log(inputs[0]);
        }

        public override IReadOnlyList<double[]> Starts(LawSample sample) => [[0.9 * sample.Smallest(), sample.Largest(), 0.2], [0.5 * sample.Smallest(), sample.Largest(), 0.1]];
    }
}
