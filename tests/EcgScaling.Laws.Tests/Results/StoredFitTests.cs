using System.Text.Json.Nodes;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Tests.Results;

public sealed class StoredFitTests
{
    [Theory]
    [InlineData("chinchilla", "huber:1e-3")]
    [InlineData("general", "student-t")]
    [InlineData("kaplan", "ls")]
    [InlineData("m3", "lad")]
    public void A_fit_that_was_stored_predicts_the_same_bits_and_can_be_profiled(string law, string objective)
    {
        var fit = LawFitter.Fit(TestData.Grid().Select((point, i) => point with { Run = $"r{i / 2}" }).ToScalingData(), LawForms.Get(law), FitObjective.Parse(objective));
        var again = LawFitJson.Read(LawFitJson.Write(fit));
        Assert.Equal(fit.Predictions, again.Predictions);
        Assert.Equal(fit.Parameters, again.Parameters);
        Assert.Equal(fit.ObjectiveValue, again.ObjectiveValue);
        Assert.Equal(fit.Provenance, again.Provenance);
        Assert.Equal(fit.Warnings, again.Warnings);
        Assert.Equal(string.Join("|", fit.Data.Runs!), string.Join("|", again.Data.Runs!));
        Assert.Equal(fit.ProfileInterval(fit.Parameters[0].Name), again.ProfileInterval(fit.Parameters[0].Name));
        Assert.True(Bootstrap.Run(fit, new() { Replicates = 5 }).Draw(3).SequenceEqual(Bootstrap.Run(again, new() { Replicates = 5 }).Draw(3)));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"version\":99}")]
    [InlineData("[1,2]")]
    public void Text_that_is_no_fit_is_refused(string text) => Assert.Throws<EcgDataException>(() => LawFitJson.Read(text));

    [Fact]
    public void A_report_says_everything_in_json_and_csv()
    {
        var fit = ScalingLaw.Fit(TestData.Grid());
        var report = LawReport.Create(fit, fit.ProfileIntervals(), 0.5);
        var json = JsonNode.Parse(report.ToJson())!;
        foreach (var key in new[] { "form", "objective", "n", "parameters", "objectiveValue", "certificate", "intervals", "selection", "warnings", "seconds" })
        {
            Assert.NotNull(json[key]);
        }

        Assert.Equal(fit["alpha"], json["parameters"]!["alpha"]!.GetValue<double>());
        Assert.Equal("profile-F", json["intervals"]!["E"]!["method"]!.GetValue<string>());
        Assert.True(json["intervals"]!["E"]!["lo"]!.GetValue<double>() < json["intervals"]!["E"]!["hi"]!.GetValue<double>());
        Assert.Equal(6, report.ToCsv().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Open_intervals_become_null_and_a_warning()
    {
        var points = TestData.Ladder(count: 5, noise: 0.05, e: 0.5);
        var fit = ScalingLaw.Fit(points, LawForms.PowerOfN);
        var intervals = fit.ProfileIntervals();
        Assert.Contains(intervals, interval => !interval.IsClosed);
        var report = LawReport.Create(fit, intervals);
        Assert.Contains(report.Warnings, warning => warning.Code == WarningCodes.FlatProfile);
        Assert.DoesNotContain("Infinity", report.ToJson(), StringComparison.Ordinal);
    }
}
