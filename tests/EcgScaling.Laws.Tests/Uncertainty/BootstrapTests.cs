using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Tests.Uncertainty;

public sealed class BootstrapTests
{
    public static TheoryData<BootstrapScheme> Schemes => [.. Enum.GetValues<BootstrapScheme>()];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Draws_are_the_same_bits_for_any_number_of_threads(BootstrapScheme scheme)
    {
        var fit = ScalingLaw.Fit(TestData.Grid().Select((point, i) => point with { Run = $"run {i / 3}" }));
        var one = Bootstrap.Run(fit, new BootstrapOptions { Replicates = 60, Seed = 9, Scheme = scheme, Threads = 1 });
        var many = Bootstrap.Run(fit, new BootstrapOptions { Replicates = 60, Seed = 9, Scheme = scheme, Threads = 7 });
        var other = Bootstrap.Run(fit, new BootstrapOptions { Replicates = 60, Seed = 10, Scheme = scheme, Threads = 2 });
        for (var replicate = 0; replicate < 60; replicate++)
        {
            Assert.True(one.Draw(replicate).SequenceEqual(many.Draw(replicate)));
        }

        Assert.False(one.Draw(0).SequenceEqual(other.Draw(0)));
    }

    [Theory]
    [InlineData(BootstrapScheme.Pairs)]
    [InlineData(BootstrapScheme.Residual)]
    [InlineData(BootstrapScheme.Parametric)]
    [InlineData(BootstrapScheme.WildCluster)]
    public void Standard_errors_agree_with_the_covariance_on_regular_data(BootstrapScheme scheme)
    {
        var fit = ScalingLaw.Fit(TestData.Grid(), null, FitObjective.LeastSquaresLog);
        var expected = Covariance.Of(fit).StandardError(FitQuantity.OfParameter(fit, "beta"));
        var draws = Bootstrap.Run(fit, new BootstrapOptions { Replicates = 600, Seed = 3, Scheme = scheme });
        Assert.InRange(draws.StandardError("beta") / expected, 0.7, 1.4);
        Assert.Equal(0, draws.Failed);
    }

    [Fact]
    public void Clusters_widen_the_errors_of_dependent_rows()
    {
        // Each cell's deviation is repeated three times: the rows look like three times the evidence that there is.
        var points = TestData.Grid(noise: 0.02).SelectMany((point, i) => Enumerable.Repeat(point with { Run = $"run {i}" }, 3)).ToList();
        var fit = ScalingLaw.Fit(points, null, FitObjective.LeastSquaresLog);
        var rows = Bootstrap.Run(fit, new BootstrapOptions { Replicates = 400, Scheme = BootstrapScheme.Pairs });
        var runs = Bootstrap.Run(fit, new BootstrapOptions { Replicates = 400 });
        Assert.Equal(BootstrapScheme.Cluster, runs.Scheme);
        Assert.InRange(runs.StandardError("alpha") / rows.StandardError("alpha"), 1.4, 2.1);
        var quantity = FitQuantity.OfParameter(fit, "alpha");
        Assert.InRange(Covariance.Of(fit, CovarianceKind.Sandwich).StandardError(quantity) / Covariance.Of(fit).StandardError(quantity), 1.3, 2.2);
    }

    [Fact]
    public void Bias_corrected_intervals_hold_the_estimate_and_differ_from_percentiles()
    {
        var fit = ScalingLaw.Fit(TestData.Ladder(noise: 0.02), LawForms.PowerOfN);
        var draws = Bootstrap.Run(fit, new BootstrapOptions { Replicates = 800, Seed = 2 });
        var (plain, corrected) = (draws.Percentile("alpha"), draws.BiasCorrected("alpha"));
        Assert.True(corrected.Contains(fit["alpha"]));
        Assert.NotEqual(plain.Lower, corrected.Lower);
    }

    [Fact]
    public void A_bootstrap_can_be_cancelled_and_reports_progress()
    {
        var fit = ScalingLaw.Fit(TestData.Grid());
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => Bootstrap.Run(fit, new BootstrapOptions { Replicates = 50 }, cancellation.Token));
        var shares = new System.Collections.Concurrent.ConcurrentBag<double>();
        Bootstrap.Run(fit, new BootstrapOptions { Replicates = 600, Progress = new Direct(shares.Add) });
        Assert.Contains(1.0, shares);
        Assert.True(shares.Count >= 3);
    }

    [Fact]
    public void Refits_do_not_allocate()
    {
        var fit = ScalingLaw.Fit(TestData.Grid(), null, FitObjective.Huber(1e-3));
        var problem = fit.Design.CreateProblem(fit.Options);
        var path = new RobustPath(problem);
        var x = (double[])fit.Working.Clone();
        path.Minimize(x, fit.WorkingDelta);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
        {
            fit.Working.CopyTo(x, 0);
            path.Minimize(x, fit.WorkingDelta);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused_together()
    {
        var fit = ScalingLaw.Fit(TestData.Grid());
        var exception = Assert.Throws<SpecException>(() => Bootstrap.Run(fit, new BootstrapOptions { Replicates = 0, Threads = -1 }));
        Assert.Equal(2, exception.Problems.Count);
    }

    private sealed class Direct(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
