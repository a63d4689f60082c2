using EcgScaling.Laws.Efficiency;
using EcgScaling.Laws.Families;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;

namespace EcgScaling.Laws.Planning;

/// <summary>
/// Repeats a planned study on simulated losses and says how often it would resolve a given efficiency ratio; to be used before any model is trained.
/// Results depend on plan and seed alone.
/// </summary>
public static class PowerSimulator
{
    private static readonly string[] OneInputShared = ["alpha"];
    private static readonly string[] TwoInputShared = ["alpha", "beta", "B"];
    private static readonly string[] AsymptoteShared = ["E"];

    /// <summary>Simulates a plan.</summary>
    /// <param name="plan">The plan and the assumed truth.</param>
    /// <param name="simulations">Repetitions.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="shareAsymptote">Whether the analysis will share E across families (the same task) as well as the exponents.</param>
    /// <param name="level">The nominal coverage of the intervals.</param>
    /// <param name="cancellation">Stops the simulation.</param>
    public static PowerResult Run(StudyPlan plan, int simulations = 200, ulong seed = 0, bool shareAsymptote = true, double level = 0.95, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfLessThan(simulations, 2);
        plan.Validate();
        var twoInputs = plan.DataSizes.Count > 1;
        LawForm form = twoInputs ? LawForms.Chinchilla : LawForms.PowerOfN;
        string[] shared = [.. twoInputs ? TwoInputShared : OneInputShared, .. shareAsymptote ? AsymptoteShared : []];
        var outcomes = new (double Ratio, double Lower, double Upper, double Alpha)[simulations];
        Parallel.For(0, simulations, new ParallelOptions { CancellationToken = cancellation }, number =>
            outcomes[number] = Repeat(plan, form, shared, seed, number, level));
        var fitted = outcomes.Where(outcome => !double.IsNaN(outcome.Ratio)).ToArray();
        bool Resolved((double Ratio, double Lower, double Upper, double Alpha) outcome) => plan.Ratio >= 1 ? outcome.Lower > 1 : outcome.Upper < 1;
        var alphas = fitted.Select(outcome => outcome.Alpha).ToArray();
        var mean = alphas.Length > 0 ? alphas.Average() : double.NaN;
        return new PowerResult(
            2 * plan.Sizes.Count * plan.DataSizes.Count * plan.Seeds,
            fitted.Count(Resolved) / (double)simulations,
            fitted.Count(outcome => outcome.Lower <= plan.Ratio && outcome.Upper >= plan.Ratio) / (double)simulations,
            Median(fitted.Select(outcome => outcome.Upper / outcome.Lower)),
            Median(fitted.Select(outcome => outcome.Ratio)),
            alphas.Length > 1 ? Math.Sqrt(alphas.Sum(alpha => (alpha - mean) * (alpha - mean)) / (alphas.Length - 1)) : double.NaN,
            simulations,
            simulations - fitted.Length);
    }

    /// <summary>The power of every combination of a number of sizes (equal ratios over the plan's range) and seeds.</summary>
    public static IReadOnlyList<(int Sizes, int Seeds, PowerResult Result)> Table(StudyPlan plan, IReadOnlyList<int> sizes, IReadOnlyList<int> seeds, int simulations = 200, ulong seed = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(seeds);
        return [.. sizes.SelectMany(count => seeds.Select(times => (count, times, Run(plan with { Sizes = StudyPlan.Ladder(plan.Sizes.Min(), plan.Sizes.Max(), count), Seeds = times }, simulations, seed, cancellation: cancellation))))];
    }

    /// <summary>Losses as the plan's truth and noise give them. Family a has the plan's law, family b needs Ratio times the parameters for the same loss.</summary>
    public static ScalingData Simulate(StudyPlan plan, ulong seed, long number)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var random = new RandomStream(seed, "plan", number);
        var points = new List<ScalingPoint>();
        foreach (var (family, amplitude) in new[] { ("a", plan.A), ("b", plan.A * Math.Pow(plan.Ratio, plan.Alpha)) })
        {
            foreach (var n in plan.Sizes)
            {
                foreach (var d in plan.DataSizes)
                {
                    for (var repeat = 0; repeat < plan.Seeds; repeat++)
                    {
                        var loss = plan.E + (amplitude * Math.Pow(n, -plan.Alpha)) + (plan.DataSizes.Count > 1 ? plan.B * Math.Pow(d, -plan.Beta) : 0);
                        points.Add(new ScalingPoint(n, d, loss * Math.Exp(plan.Noise * random.NextGaussian())) { Family = family, Seed = repeat });
                    }
                }
            }
        }

        return points.ToScalingData();
    }

    private static (double Ratio, double Lower, double Upper, double Alpha) Repeat(StudyPlan plan, LawForm form, string[] shared, ulong seed, long number, double level)
    {
        try
        {
            var fit = FamilyFitter.Fit(Simulate(plan, seed, number), form, FamilyOptions.Share(shared) with { Objective = FitObjective.Default });

            // With everything but the amplitude of N shared, the ratio is (A_b / A_a)^(1/alpha) at any loss.
            var ratio = fit.ProfileIntervalOfRatio(new FamilyQuantity(EfficiencyKind.Parameter.ToString(), all => Math.Pow(Amplitude(all[1]) / Amplitude(all[0]), 1 / Alpha(all[0]))), level);
            return (ratio.Estimate, ratio.Lower, ratio.Upper, fit["a", "alpha"]);
        }
        catch (EcgScalingException)
        {
            return (double.NaN, double.NaN, double.NaN, double.NaN);
        }

        double Amplitude(double[] natural) => natural[1];
        double Alpha(double[] natural) => natural[form.Parameters.Count > 3 ? 3 : 2];
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : Uncertainty.BootstrapResult.Quantile(sorted, 0.5);
    }
}
