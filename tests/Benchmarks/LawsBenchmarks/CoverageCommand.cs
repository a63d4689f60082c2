using System.Globalization;
using EcgScaling.Laws;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Benchmarks;

/// <summary>Coverage of nominal 95 % intervals on simulated studies of 6 to 20 sizes; prints a markdown table.</summary>
internal static class CoverageCommand
{
    private const double E = 0.1;
    private const double A = 1;
    private const double Alpha = 0.25;

    private static readonly (string Name, int Sizes, int Seeds, double Noise)[] Designs =
    [
        ("6 sizes, 1 % noise", 6, 1, 0.01),
        ("8 sizes, 1 % noise", 8, 1, 0.01),
        ("10 sizes, 1 % noise", 10, 1, 0.01),
        ("10 sizes, 3 % noise", 10, 1, 0.03),
        ("10 sizes x 3 seeds, 1 % noise", 10, 3, 0.01),
        ("20 sizes, 1 % noise", 20, 1, 0.01),
    ];

    public static int Run(int simulations, bool bootstrap)
    {
        Console.WriteLine($"L = E + A·N^-alpha, E {E}, A {A}, alpha {Alpha}, N from 2e4 to 2e8, log-normal noise; {simulations} simulations, nominal 0.95, default objective. In brackets the median width.");
        Console.WriteLine();
        Console.WriteLine("| design | interval | alpha | E | L(8e8) |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var (name, sizes, seeds, noise) in Designs)
        {
            var methods = bootstrap ? new[] { "profile-F (default)", "Wald-t", "pairs percentile", "residual percentile", "pairs BCa" } : ["profile-F (default)", "Wald-t"];
            foreach (var method in methods)
            {
                var outcomes = new QuantityInterval[simulations][];
                Parallel.For(0, simulations, number => outcomes[number] = Intervals(Simulate(sizes, seeds, noise, number), method, (ulong)number));
                double[] truths = [Alpha, E, E + (A * Math.Pow(8e8, -Alpha))];
                var cells = truths.Select((truth, i) =>
                {
                    var coverage = outcomes.Average(outcome => outcome[i].Contains(truth) ? 1.0 : 0.0);
                    var widths = outcomes.Select(outcome => outcome[i].Upper - outcome[i].Lower).Order().ToArray();
                    return string.Create(CultureInfo.InvariantCulture, $"{coverage:F3} ({widths[simulations / 2]:G3})");
                });
                Console.WriteLine($"| {name} | {method} | {string.Join(" | ", cells)} |");
            }
        }

        return 0;
    }

    private static LawFit Simulate(int sizes, int seeds, double noise, int number)
    {
        var random = new RandomStream(2605, "coverage", sizes, seeds, (long)(noise * 1e4), number);
        var points = Enumerable.Range(0, sizes * seeds).Select(i =>
        {
            var n = 2e4 * Math.Pow(1e4, i % sizes / (sizes - 1.0));
            return new ScalingPoint(n, double.NaN, (E + (A * Math.Pow(n, -Alpha))) * Math.Exp(noise * random.NextGaussian()));
        });
        return ScalingLaw.Fit(points.ToList(), LawForms.PowerOfN, FitObjective.Default);
    }

    private static QuantityInterval[] Intervals(LawFit fit, string method, ulong seed)
    {
        FitQuantity[] quantities = [FitQuantity.OfParameter(fit, "alpha"), FitQuantity.OfParameter(fit, "E"), FitQuantity.Response(fit, 8e8)];
        if (method.StartsWith("profile", StringComparison.Ordinal))
        {
            return [.. quantities.Select(quantity => fit.ProfileInterval(quantity))];
        }

        if (method == "Wald-t")
        {
            var covariance = Covariance.Of(fit);
            return [.. quantities.Select(quantity => covariance.Wald(quantity))];
        }

        var scheme = method.StartsWith("residual", StringComparison.Ordinal) ? BootstrapScheme.Residual : BootstrapScheme.Pairs;
        var draws = Bootstrap.Run(fit, new BootstrapOptions { Replicates = 500, Seed = seed, Threads = 1, Scheme = scheme });
        return [.. quantities.Select(quantity => method.EndsWith("BCa", StringComparison.Ordinal) ? draws.BiasCorrected(quantity) : draws.Percentile(quantity))];
    }
}
