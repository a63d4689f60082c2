using System.Globalization;
using EcgScaling.Study.Answering;
using EcgScaling.Study.Results;
using Xunit.Abstractions;

namespace EcgScaling.Study.Tests.Answering;

/// <summary>
/// Verdicts on studies whose truth is known. <c>ANSWER_DRAWS=400</c> draws that many studies of each truth instead of some; the rates found with it are in docs/study/answers.md.
/// </summary>
public sealed class StudyAnswersTests(ITestOutputHelper output)
{
    private static readonly int s_draws = int.TryParse(Environment.GetEnvironmentVariable("ANSWER_DRAWS"), NumberStyles.None, CultureInfo.InvariantCulture, out var draws) ? draws : 12;

    // What a false verdict may come to at a nominal 2.5 % with so few draws: the 99.9 % point of the binomial, 3 of 12 or 22 of 400.
    private static readonly double s_mostFalse = 0.025 + (4.2 * Math.Sqrt(0.025 * 0.975 / s_draws)) + (0.5 / s_draws);

    [Fact]
    public void Supervised_models_short_of_data_and_self_supervised_ones_that_scale_are_found()
    {
        var truth = new SimulatedTruth
        {
            AtHome = (_, arm, n, d) => arm == "supervised" ? SimulatedTruth.Law(n, d, 0.05, 2, 0.35, 3, 0.4) : SimulatedTruth.Law(n, d, 0.2, 6, 0.3, 9, 0.35),
        };
        Expect(truth, InDistributionClaim.Of, supported: 0.8);
    }

    [Fact]
    public void Supervised_models_short_of_parameters_contradict_the_claim()
    {
        var truth = new SimulatedTruth
        {
            AtHome = (_, arm, n, d) => arm == "supervised" ? SimulatedTruth.Law(n, d, 0.05, 4, 0.3, 0.6, 0.5) : SimulatedTruth.Law(n, d, 0.2, 6, 0.3, 9, 0.35),
        };
        Expect(truth, InDistributionClaim.Of, contradicted: 0.8);
    }

    [Fact]
    public void Self_supervised_models_that_do_not_grow_better_with_size_contradict_the_claim()
    {
        var truth = new SimulatedTruth
        {
            Noise = 0.003,
            AtHome = (_, arm, n, d) => arm == "supervised" ? SimulatedTruth.Law(n, d, 0.05, 2, 0.35, 3, 0.4) : SimulatedTruth.Law(n, d, 0.2, 0, 0.3, 9, 0.35),
        };
        // An amplitude at its bound often leaves the interval open, and then nothing is said: the claim is never supported, and contradicted in a part of the studies.
        Expect(truth, InDistributionClaim.Of, contradicted: 0.25);
    }

    [Theory]
    [InlineData(1.9, 0.01, "supported")]
    [InlineData(0.5, 0.01, "contradicted")]
    [InlineData(1.9, 0.25, "faint")]
    [InlineData(1.0, 0.01, "open")]
    public void Parameter_efficiency_is_told_from_its_opposite_and_from_none(double ratio, double noise, string truth)
    {
        // The Transformer needs that many times the parameters for the same loss.
        var simulated = Efficient((family, arm, n, d) => SimulatedTruth.Law(n, d, 0.08, 3 * (family == "resnet1d" ? 1 : Math.Pow(ratio, 0.3)), 0.3, 1.5, 0.4), noise);
        Expect(simulated, EfficiencyClaims.Parameters, truth);
        if (truth is "supported" or "contradicted")
        {
            var covered = Enumerable.Range(0, s_draws).SelectMany(draw => EfficiencyClaims.Parameters(simulated.Draw(draw)).Findings).ToArray();
            output.WriteLine($"intervals that hold {ratio}: {covered.Count(finding => finding.Low <= ratio && finding.High >= ratio)} of {covered.Length}");
            Assert.True(covered.Count(finding => finding.Low <= ratio && finding.High >= ratio) > 0.85 * covered.Length);
        }
    }

    [Theory]
    [InlineData(6, 0.01, "supported")]
    [InlineData(0.25, 0.01, "contradicted")]
    [InlineData(4, 0.4, "faint")]
    [InlineData(1, 0.01, "open")]
    public void Data_efficiency_is_told_from_its_opposite_and_from_none(double ratio, double noise, string truth) =>
        Expect(Efficient((_, arm, n, d) => SimulatedTruth.Law(n, d, 0.08, 1.2, 0.3, 1.5 * (arm == "masked" ? 1 : Math.Pow(ratio, 0.4)), 0.4), noise), EfficiencyClaims.Data, truth);

    [Theory]
    [InlineData(1.6, 0.4, 0.003, "supported")]
    [InlineData(0.4, 1.6, 0.003, "contradicted")]
    [InlineData(1.0, 1.0, 0.003, "open")]
    [InlineData(1.2, 0.8, 0.1, "faint")]
    public void Transfer_efficiency_is_told_from_its_opposite_and_from_none(double masked, double supervised, double noise, string truth)
    {
        static double Home(string arm, double n, double d) => arm == "masked" ? SimulatedTruth.Law(n, d, 0.2, 6, 0.3, 9, 0.35) : SimulatedTruth.Law(n, d, 0.05, 2, 0.35, 3, 0.4);
        var simulated = new SimulatedTruth
        {
            Noise = noise,
            AtHome = (_, arm, n, d) => Home(arm, n, d),
            Elsewhere = (_, arm, knowledge, n, d) => knowledge == LabelKnowledge.Seen ? double.NaN : 0.1 + (0.3 * Math.Pow(Home(arm, n, d) - (arm == "masked" ? 0.2 : 0.05), arm == "masked" ? masked : supervised)),
        };
        Expect(simulated, TransferClaim.Of, truth);
    }

    [Theory]
    [InlineData(0.9, "supported")]
    [InlineData(1.1, "contradicted")]
    [InlineData(1.0, "open")]
    public void Which_family_is_lowest_is_found(double resNet, string truth) =>
        Expect(Efficient((family, arm, n, d) => SimulatedTruth.Law(n, d, 0.02, 3, 0.3, 1.5, 0.4) * (family == "resnet1d" ? resNet : 1) * (arm == "masked" ? 1 : 1.2), 0.01), LowestLossClaims.ResNetLowest, truth);

    [Theory]
    [InlineData(0.45, "supported")]
    [InlineData(0.14, "contradicted")]
    public void A_crossover_beyond_the_observed_sizes_is_predicted_where_there_is_one(double transformerExponent, string truth)
    {
        // Equal at about 1.5M parameters, three times the largest; only the exponent of the Transformer differs.
        var amplitude = 3 * Math.Pow(1.5e6, transformerExponent - 0.25);
        var simulated = Efficient((family, arm, n, d) => family == "resnet1d" ? SimulatedTruth.Law(n, d, 0.02, 3, 0.25, 0.3, 0.4) : SimulatedTruth.Law(n, d, 0.02, amplitude, transformerExponent, 0.3, 0.4), 0.005);
        Expect(simulated, LowestLossClaims.Crossover, truth);
    }

    [Fact]
    public void Without_tasks_elsewhere_nothing_is_claimed_about_them_and_the_reason_is_said()
    {
        var answers = StudyAnswers.Of(new SimulatedTruth { AtHome = (_, arm, n, d) => SimulatedTruth.Law(n, d, 0.05, 2, 0.35, 3, 0.4) }.Draw(0));
        Assert.Equal(7, answers.Claims.Length);
        Assert.All(answers.Claims.Where(claim => claim.Id != "in-distribution"), claim =>
        {
            Assert.Equal(Verdict.NotResolved, claim.Verdict);
            Assert.Contains("no task", claim.Summary, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_study_of_one_size_gives_reasons_instead_of_numbers()
    {
        var few = new SimulatedTruth
        {
            Sizes = [5_000],
            AtHome = (_, arm, n, d) => SimulatedTruth.Law(n, d, 0.05, 2, 0.35, 3, 0.4),
            Elsewhere = (_, arm, _, n, d) => SimulatedTruth.Law(n, d, 0.05, 2, 0.35, 3, 0.4),
        }.Draw(0);
        Assert.All(StudyAnswers.Of(few).Claims.SelectMany(claim => claim.Findings.Where(finding => finding.Quantity != "data efficiency")), finding =>
        {
            Assert.Equal(Verdict.NotResolved, finding.Verdict);
            Assert.NotNull(finding.Reason);
        });
    }

    private static SimulatedTruth Efficient(Func<string, string, double, double, double> elsewhere, double noise) => new()
    {
        Noise = noise,
        AtHome = (_, arm, n, d) => SimulatedTruth.Law(n, d, 0.05, 2, 0.35, 3, 0.4),
        Elsewhere = (family, arm, knowledge, n, d) => knowledge == LabelKnowledge.Seen ? double.NaN : elsewhere(family, arm, n, d),
    };

    private void Expect(SimulatedTruth truth, Func<StudyResults, Claim> claim, string expected) =>
        Expect(truth, claim, expected == "supported" ? 0.8 : 0, expected == "contradicted" ? 0.8 : 0, faint: expected == "faint");

    /// <summary>
    /// A truth with a side is found in most studies; the wrong side, or any side where there is none, hardly ever. A faint truth supports the claim too, but under so much noise that most studies
    /// cannot tell: finding it is no error, missing it is none.
    /// </summary>
    private void Expect(SimulatedTruth truth, Func<StudyResults, Claim> claim, double supported = 0, double contradicted = 0, bool faint = false)
    {
        var verdicts = Enumerable.Range(0, s_draws).Select(draw => claim(truth.Draw(draw))).ToArray();
        var (yes, no) = (Share(verdicts, Verdict.Supported), Share(verdicts, Verdict.Contradicted));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verdicts[0].Id}: supported {yes:P1}, contradicted {no:P1}, not resolved {1 - yes - no:P1} of {s_draws}"));
        foreach (var finding in verdicts[0].Findings)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {finding.Subject}, {finding.Quantity}: {finding.Estimate:G4} ({finding.Low:G4} to {finding.High:G4}) {finding.Verdict} {finding.Reason} {string.Join("; ", finding.Remarks)}"));
        }

        Assert.True(yes >= supported && no >= contradicted, "a truth with a side was not found");
        Assert.True(supported > 0 || yes <= (faint ? 0.5 : s_mostFalse), faint ? "what noise hides was found" : "supported although it is not so");
        Assert.True(contradicted > 0 || no <= s_mostFalse, "contradicted although it is not so");
    }

    private static double Share(Claim[] claims, Verdict verdict) => claims.Count(claim => claim.Verdict == verdict) / (double)claims.Length;
}
