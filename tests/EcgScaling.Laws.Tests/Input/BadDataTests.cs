using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Tests.Input;

/// <summary>Wrong data get an error that names rows and columns; poor designs fit with warnings.</summary>
public sealed class BadDataTests
{
    [Theory]
    [InlineData(-1.0, 1e6, 0.5, "not-positive", "N")]
    [InlineData(0.0, 1e6, 0.5, "not-positive", "N")]
    [InlineData(1e6, -5.0, 0.5, "not-positive", "D")]
    [InlineData(1e6, double.NaN, 0.5, "not-finite", "D")]
    [InlineData(double.PositiveInfinity, 1e6, 0.5, "not-finite", "N")]
    [InlineData(1e6, 1e6, 0.0, "not-positive", "loss")]
    [InlineData(1e6, 1e6, -2.0, "not-positive", "loss")]
    [InlineData(1e6, 1e6, double.NaN, "not-finite", "loss")]
    public void A_bad_value_is_named_by_row_and_column(double n, double d, double loss, string code, string column)
    {
        var points = TestData.Grid();
        points.Insert(7, new ScalingPoint(n, d, loss));
        var exception = Assert.Throws<ScalingDataException>(() => ScalingLaw.Fit(points, LawForms.Chinchilla));
        Assert.Equal(code, exception.Code);
        Assert.Equal([column], exception.Columns);
        Assert.Equal([8], exception.Rows);
        Assert.Contains("row 8", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_row_without_weight_does_not_matter()
    {
        var points = TestData.Grid();
        var clean = ScalingLaw.Fit(points);
        points.Add(new ScalingPoint(-1, 5, 0.5) { Weight = 0 });
        Assert.Equal(clean.ObjectiveValue, ScalingLaw.Fit(points, LawForms.Chinchilla).ObjectiveValue, 1e-12);
    }

    [Fact]
    public void Too_few_points_constant_losses_and_equal_columns_are_refused()
    {
        Assert.Equal("too-few-points", Code(() => ScalingLaw.Fit(TestData.Grid().Take(4), LawForms.Chinchilla)));
        Assert.Equal("too-few-points", Code(() => ScalingLaw.Fit([], LawForms.Chinchilla)));
        Assert.Equal("constant-loss", Code(() => ScalingLaw.Fit(TestData.Grid().Select(point => point with { Loss = 2 }), LawForms.Chinchilla)));
        Assert.Equal("duplicated-column", Code(() => ScalingLaw.Fit(TestData.Grid().Select(point => point with { D = point.N }), LawForms.Chinchilla)));
        Assert.Equal("missing-column", Code(() => ScalingLaw.Fit(TestData.Ladder(), LawForms.Chinchilla)));
        Assert.Equal("weight", Code(() => ScalingLaw.Fit(TestData.Grid().Select(point => point with { Weight = -1 }))));
        Assert.Equal("not-a-share", Code(() => ScalingLaw.Fit(TestData.Grid().Select(point => point with { Loss = point.Loss * 10 }), null, FitObjective.Parse("ls@logit"))));
        Assert.Equal("length", Code(() => _ = new ScalingData(new Dictionary<LawInput, double[]> { [LawInput.N] = [1, 2] }, [1, 2, 3])));
    }

    [Fact]
    public void A_single_size_fits_with_a_severe_warning()
    {
        var points = TestData.Grid().Where(point => point.N == TestData.Sizes[2]).SelectMany(point => Enumerable.Range(0, 3).Select(i => point with { Loss = point.Loss * (1 + (0.001 * i)) })).ToList();
        var fit = ScalingLaw.Fit(points, LawForms.Chinchilla);
        Assert.Contains(fit.Warnings, warning => warning.Code == WarningCodes.SingleValue && warning.Severity == WarningSeverity.Severe);
    }

    [Fact]
    public void Proportional_inputs_fit_with_a_severe_warning()
    {
        var points = TestData.Ladder(count: 20).Select(point => point with { D = 20 * point.N }).ToList();
        var fit = ScalingLaw.Fit(points, LawForms.Chinchilla);
        Assert.Contains(fit.Warnings, warning => warning.Code == WarningCodes.ProportionalInputs && warning.Severity == WarningSeverity.Severe);
    }

    [Fact]
    public void As_many_points_as_parameters_fit_without_intervals()
    {
        var fit = ScalingLaw.Fit(TestData.Ladder(count: 3), LawForms.PowerOfN);
        Assert.True(fit.Warns(WarningCodes.NoDegreesOfFreedom));
        Assert.False(EcgScaling.Laws.Uncertainty.Profile.ProfileInterval(fit, "alpha").IsClosed);
    }

    [Fact]
    public void An_irreducible_loss_of_zero_is_a_bound_and_its_interval_starts_there()
    {
        var fit = ScalingLaw.Fit(TestData.Ladder(e: 0, noise: 0.03, seed: 4), LawForms.PowerOfN);
        var interval = EcgScaling.Laws.Uncertainty.Profile.ProfileInterval(fit, "E");
        Assert.Equal(0, interval.Lower);
        Assert.True(interval.LowerAtBound);
        Assert.True(interval.Upper > 0);
        if (fit["E"] == 0)
        {
            Assert.True(fit.Warns(WarningCodes.AtBound));
        }
    }

    [Theory]
    [InlineData(1e-9, 1e3, 0.01)]
    [InlineData(1e3, 1e-6, 50)]
    [InlineData(1e12, 1e12, 1e-4)]
    public void Odd_scales_fit_as_well_as_usual_ones(double n, double d, double loss)
    {
        var fit = ScalingLaw.Fit(TestData.Grid().Select(point => new ScalingPoint(point.N * n, point.D * d, point.Loss * loss)));
        Assert.True(fit.Certificate.Passed);
        Assert.Equal(0.2, fit["alpha"], 0.03);
        Assert.Equal(0.25, fit["beta"], 0.03);
        Assert.All(fit.Parameters, parameter => Assert.True(double.IsFinite(parameter.Value)));
    }

    [Fact]
    public void Wrong_options_name_what_is_allowed()
    {
        var data = TestData.Grid().ToScalingData();
        Assert.Contains("alpha", Assert.Throws<SpecException>(() => LawFitter.Fit(data, LawForms.Chinchilla, null, new FitOptions { Fixed = new Dictionary<string, double> { ["omega"] = 1 } })).Message, StringComparison.Ordinal);
        Assert.Contains("chinchilla", Assert.Throws<SpecException>(() => LawForms.Get("chinchila")).Message, StringComparison.Ordinal);
        Assert.Contains("student-t", Assert.Throws<SpecException>(() => FitObjective.Parse("hubber")).Message, StringComparison.Ordinal);
        Assert.Throws<SpecException>(() => LawFitter.Fit(data, LawForms.Chinchilla, FitObjective.Huber(-1)));
        Assert.Throws<SpecException>(() => LawFitter.Fit(data, LawForms.Chinchilla, null, new FitOptions { Starts = 0 }));
    }

    private static string Code(Action action) => Assert.Throws<ScalingDataException>(action).Code;
}
