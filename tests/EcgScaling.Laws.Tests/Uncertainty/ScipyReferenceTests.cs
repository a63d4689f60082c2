using System.Globalization;
using EcgScaling.Laws.Compute;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Uncertainty;
using EcgScaling.Testing;

namespace EcgScaling.Laws.Tests.Uncertainty;

/// <summary>Estimates, standard errors and profile intervals against scipy (Golden/make_scipy_fits.py), on data that every clone has.</summary>
public sealed class ScipyReferenceTests
{
    private static readonly Dictionary<string, double> Reference = File.ReadLines(Golden.PathOf("scipy.csv")).Skip(1)
        .Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells => double.Parse(cells[1], CultureInfo.InvariantCulture));

    private static readonly ScalingData Data = ScalingCsv.Read(Golden.PathOf("simulated.csv"));

    [Fact]
    public void Least_squares_equals_scipy()
    {
        var fit = LawFitter.Fit(Data, LawForms.Chinchilla, FitObjective.LeastSquaresLog);
        Assert.Equal(Reference["rss"], fit.ObjectiveValue, 1e-12 * Reference["rss"]);
        Assert.Equal(Reference["E"], fit["E"], 1e-7);
        Assert.Equal(Reference["alpha"], fit["alpha"], 1e-7);
        Assert.Equal(Reference["beta"], fit["beta"], 1e-7);
        Assert.Equal(Reference["logA"], Math.Log(fit["A"]), 1e-6);
        Assert.Equal(Reference["logB"], Math.Log(fit["B"]), 1e-6);
    }

    [Theory]
    [InlineData("E")]
    [InlineData("alpha")]
    [InlineData("beta")]
    public void Profile_intervals_equal_constrained_refits_in_scipy(string name)
    {
        var fit = LawFitter.Fit(Data, LawForms.Chinchilla, FitObjective.LeastSquaresLog);
        var interval = fit.ProfileInterval(name);
        var width = Reference[name + "_hi"] - Reference[name + "_lo"];
        Assert.Equal(Reference[name + "_lo"], interval.Lower, 1e-5 * width);
        Assert.Equal(Reference[name + "_hi"], interval.Upper, 1e-5 * width);

        // scipy's error comes from the Gauss-Newton matrix, ours from the full Hessian.
        Assert.Equal(Reference[name + "_se"], Covariance.Of(fit).StandardError(FitQuantity.OfParameter(fit, name)), 0.03 * Reference[name + "_se"]);
    }

    [Fact]
    public void A_profile_of_a_function_equals_the_profile_of_the_parameter_it_is()
    {
        var fit = LawFitter.Fit(Data, LawForms.Chinchilla, FitObjective.LeastSquaresLog);
        var direct = fit.ProfileInterval("alpha");
        var function = fit.ProfileInterval(FitQuantity.Of("exp alpha", parameters => Math.Exp(parameters[3])));
        Assert.Equal(Math.Exp(direct.Lower), function.Lower, 1e-6);
        Assert.Equal(Math.Exp(direct.Upper), function.Upper, 1e-6);
    }

    [Fact]
    public void The_curve_of_a_profile_crosses_the_critical_value_at_the_interval()
    {
        var fit = LawFitter.Fit(Data, LawForms.Chinchilla, FitObjective.LeastSquaresLog);
        var curve = fit.ProfileCurve(FitQuantity.OfParameter(fit, "beta"));
        Assert.Equal(0, curve.Statistic.Min(), 1e-9);
        for (var i = 0; i < curve.Values.Count; i++)
        {
            Assert.Equal(curve.Interval.Contains(curve.Values[i]), curve.Statistic[i] <= curve.Critical * (1 + 1e-6));
        }
    }

    [Fact]
    public void Fieller_solves_its_defining_equation()
    {
        var fit = LawFitter.Fit(Data, LawForms.Chinchilla, FitObjective.LeastSquaresLog);
        var interval = Fieller.Ratio(fit, FitQuantity.OfParameter(fit, "alpha"), FitQuantity.OfParameter(fit, "beta"));
        Assert.Equal(Reference["fieller_lo"], interval.Lower, 0.02);
        Assert.Equal(Reference["fieller_hi"], interval.Upper, 0.02);
        var open = Fieller.Interval("ratio", 1, 0.1, 0.01, 0.01, 0, 20);
        Assert.False(open.IsClosed);
        var plain = Fieller.Interval("ratio", 4, 2, 0.04, 0, 0, 1000000);
        Assert.Equal(2 + (1.96 * 0.2 / 2), plain.Upper, 1e-4);
    }

    [Fact]
    public void The_minimum_of_an_akima_curve_equals_scipys()
    {
        double[] logs = [13.0, 14.1, 15.0, 16.2, 17.0, 18.3];
        double[] losses = [3.4, 3.05, 2.93, 2.96, 3.08, 3.5];
        var minima = IsoFlop.Minima([.. logs.Select(log => Math.Exp(log))], [.. logs.Select(_ => 1e20)], losses, [1, 1, 1, 1, 1, 1], new int[6], IsoFlopMethod.Akima);
        Assert.Equal(Reference["akima_minimum"], Math.Log(minima[0].N), 1e-5);
        Assert.False(minima[0].AtEdge);
    }
}
