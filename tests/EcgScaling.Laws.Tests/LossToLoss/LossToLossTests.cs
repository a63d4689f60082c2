using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.LossToLoss;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Tests.LossToLoss;

public sealed class LossToLossTests
{
    private const double K = 0.8;
    private const double Kappa = 1.1;

    [Fact]
    public void Known_asymptotes_give_the_truth()
    {
        var fit = LossToLossFitter.Fit(Data(0.002), new LossToLossOptions { AsymptoteX = 0.06, AsymptoteY = 0.2, Replicates = 0 });
        Assert.Equal(Kappa, fit.Kappa, 0.02);
        Assert.Equal(K, fit.K, 0.05);
        Assert.True(fit.KappaGivenAsymptotes.Contains(fit.Kappa));
        Assert.True(fit.RootMeanSquare < fit.IdentityRootMeanSquare);
        Assert.True(fit.RootMeanSquare < fit.AffineRootMeanSquare);
        Assert.Null(fit.LawOfX);
    }

    [Fact]
    public void Refitted_asymptotes_widen_the_interval_of_kappa()
    {
        var fit = LossToLossFitter.Fit(Data(0.005), new LossToLossOptions { Replicates = 200 });
        var kappa = fit.Intervals.Single(interval => interval.Name == "kappa");
        Assert.NotNull(fit.LawOfX);
        Assert.True(kappa.Upper - kappa.Lower > 1.5 * (fit.KappaGivenAsymptotes.Upper - fit.KappaGivenAsymptotes.Lower), $"{kappa} {fit.KappaGivenAsymptotes}");
        Assert.True(kappa.Contains(Kappa), kappa.ToString());
    }

    [Fact]
    public void Free_asymptotes_without_sizes_are_said_not_to_be_identified()
    {
        var data = Data(0.005);
        var bare = new ScalingData(new Dictionary<LawInput, double[]> { [LawInput.X] = data.Column(LawInput.X) }, data.Losses);
        var fit = LossToLossFitter.Fit(bare, new LossToLossOptions { Replicates = 0 });
        Assert.Contains(fit.Warnings, warning => warning.Code == WarningCodes.NotIdentified && warning.Severity == WarningSeverity.Severe);
    }

    [Fact]
    public void Errors_in_x_are_corrected_by_orthogonal_regression()
    {
        var (plain, orthogonal) = (0.0, 0.0);
        const int Repeats = 12;
        for (ulong seed = 0; seed < Repeats; seed++)
        {
            // x is as noisy as y, and noise in x flattens an ordinary fit.
            var data = Data(0.1, seed, noiseX: 0.1, low: 0.15, high: 0.5);
            var options = new LossToLossOptions { AsymptoteX = 0, AsymptoteY = 0, Replicates = 0, Objective = FitObjective.LeastSquaresLog };
            plain += LossToLossFitter.Fit(data, options).Kappa / Repeats;
            orthogonal += LossToLossFitter.Fit(data, options with { ErrorRatio = 1 }).Kappa / Repeats;
        }

        Assert.True(orthogonal > plain);
        Assert.InRange(orthogonal - LocalSlope(), -0.15, 0.15);
    }

    [Fact]
    public void A_tiny_error_ratio_gives_the_ordinary_fit()
    {
        var options = new LossToLossOptions { AsymptoteX = 0.06, AsymptoteY = 0.2, Replicates = 0, Objective = FitObjective.LeastSquaresLog };
        var plain = LossToLossFitter.Fit(Data(0.01), options);
        var nearly = LossToLossFitter.Fit(Data(0.01), options with { ErrorRatio = 1e-9 });
        Assert.Equal(plain.Kappa, nearly.Kappa, 1e-5);
        Assert.Equal(plain.K, nearly.K, 1e-5);
        Assert.Throws<SpecException>(() => LossToLossFitter.Fit(Data(0.01), options with { ErrorRatio = -1 }));
    }

    /// <summary>The log-log slope that a pure power would have over the range of the errors-in-x test.</summary>
    private static double LocalSlope()
    {
        double Y(double x) => (K * Math.Pow(x - 0.06, Kappa)) + 0.2;
        return Math.Log(Y(0.5) / Y(0.15)) / Math.Log(0.5 / 0.15);
    }

    private static ScalingData Data(double noise, ulong seed = 1, double noiseX = 0.002, double low = 0, double high = 0)
    {
        var random = new RandomStream(seed, "loss-to-loss-test");
        var points = TestData.Grid(noise: 0);
        if (high > 0)
        {
            points = [.. Enumerable.Range(0, 60).Select(i => new ScalingPoint(1e5 * (i + 1), 1e5 * ((i * 7 % 60) + 1.5), low * Math.Pow(high / low, i / 59.0)))];
        }

        var truth = points.Select(point => point.Loss).ToArray();
        var x = truth.Select(value => value * Math.Exp(noiseX * random.NextGaussian())).ToArray();
        var y = truth.Select(value => ((K * Math.Pow(value - 0.06, Kappa)) + 0.2) * Math.Exp(noise * random.NextGaussian())).ToArray();
        return new ScalingData(
            new Dictionary<LawInput, double[]> { [LawInput.N] = [.. points.Select(point => point.N)], [LawInput.D] = [.. points.Select(point => point.D)], [LawInput.X] = x },
            y);
    }
}
