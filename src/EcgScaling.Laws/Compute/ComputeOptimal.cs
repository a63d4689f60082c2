using System.Globalization;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;
using MathNet.Numerics.Distributions;

namespace EcgScaling.Laws.Compute;

/// <summary>
/// Compute-optimal allocation by the three approaches of Hoffmann et al. (arXiv 2203.15556): training-curve envelope, isoFLOP minima, parametric
/// law; on the same resamples, so that their disagreement can be told from noise.
/// </summary>
public static class ComputeOptimal
{
    private const int Approaches = 3;
    private static readonly string[] Names = ["1 envelope", "2 isoFLOP", "3 parametric"];

    /// <summary>Runs the approaches.</summary>
    /// <exception cref="ScalingDataException">The data cannot be fitted.</exception>
    public static ComputeOptimalResult Run(ScalingData data, ComputeOptimalOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new ComputeOptimalOptions();
        var fit = LawFitter.Fit(data, options.Form, options.Objective);
        var (n, d) = (data.Column(LawInput.N), data.Column(LawInput.D));
        var model = options.Compute ?? (data.Has(LawInput.C) && data.Column(LawInput.C).All(value => value > 0) ? ComputeModel.Measure(data) : ComputeModel.SixNd);
        double[] compute = data.Has(LawInput.C) && options.Compute is null && data.Column(LawInput.C).All(value => value > 0) ? data.Column(LawInput.C) : [.. n.Zip(d, model.Of)];
        var target = double.IsNaN(options.Target) ? compute.Where((_, row) => data.Weights[row] > 0).Max() : options.Target;
        var levels = IsoFlop.Levels(compute, options.LevelTolerance);
        var solver = new FrontierSolver(fit.Form, model);
        var clusters = RowClusters.By(data, runs: true);
        var precisions = options.WeightByVariance ? Precisions(data, n, compute, levels, clusters, options) : null;
        (double Exponent, double Size)[] All(double[] weights, ReadOnlySpan<double> natural, List<IsoFlopLevel>? first, List<IsoFlopLevel>? second)
        {
            var envelope = Trend(Envelope.Minima(n, compute, data.Losses, weights), target, first);
            var isoFlop = Trend(IsoFlop.Minima(n, compute, data.Losses, weights, levels, options.Method), target, second, precisions);
            var exponent = Math.Log(solver.BestSize(natural, target * 1.1) / solver.BestSize(natural, target / 1.1)) / (2 * Math.Log(1.1));
            return [envelope, isoFlop, (exponent, solver.BestSize(natural, target))];
        }

        var (first, second) = (new List<IsoFlopLevel>(), new List<IsoFlopLevel>());
        var estimates = All(data.Weights, fit.Natural, first, second);
        var draws = new (double Exponent, double Size)[options.Replicates][];
        Parallel.For(0, options.Replicates, new ParallelOptions { CancellationToken = cancellation }, () => new BootstrapWorker(fit, BootstrapScheme.Cluster, clusters), (number, _, worker) =>
        {
            var natural = new double[fit.Parameters.Count];
            worker.Replicate(options.Seed, number, natural);
            draws[number] = All(worker.Weights.ToArray(), natural, null, null);
            return worker;
        }, _ => { });

        var used = Enumerable.Range(0, Approaches).Where(approach => double.IsFinite(estimates[approach].Exponent)).ToArray();
        var approaches = used.Select(approach => Estimate(approach, estimates, draws, options.Level, approach == 0 ? first : approach == 1 ? second : [], target)).ToArray();

        // An approach that most resamples do not allow cannot be compared.
        var (distance, probability) = Disagree([.. used.Where(approach => draws.Count(draw => double.IsFinite(draw[approach].Exponent)) > draws.Length / 2)], estimates, draws);
        var warnings = new List<FitWarning>(fit.Warnings);
        if (probability < 0.05)
        {
            warnings.Add(new FitWarning(WarningCodes.ApproachesDisagree, WarningSeverity.Caution, string.Create(CultureInfo.InvariantCulture, $"the approaches give exponents {string.Join(", ", approaches.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Exponent.Estimate:F3} ({one.Name})")))}, further apart than resampling explains (p = {probability:G2}).")));
        }

        return new ComputeOptimalResult(approaches, fit, model, target, distance, probability, warnings);
    }

    private static (double Exponent, double Size) Trend(List<IsoFlopLevel> minima, double target, List<IsoFlopLevel>? kept, Dictionary<int, double>? precisions = null)
    {
        kept?.AddRange(minima);
        var inner = minima.Where(level => !level.AtEdge && double.IsFinite(level.N)).ToArray();
        var trend = inner.Length >= 3 ? PowerTrend.Fit([.. inner.Select(level => level.Compute)], [.. inner.Select(level => level.N)], precisions is null ? null : [.. inner.Select(level => precisions.GetValueOrDefault(level.Group, 0))]) : null;
        return trend is null ? (double.NaN, double.NaN) : (trend.Exponent, trend.At(target));
    }

    /// <summary>One over the variance of log N* of each level, over resamples of its own.</summary>
    private static Dictionary<int, double> Precisions(ScalingData data, double[] n, double[] compute, int[] levels, RowClusters clusters, ComputeOptimalOptions options)
    {
        var seen = new Dictionary<int, List<double>>();
        for (var number = 0; number < Math.Max(100, options.Replicates / 2); number++)
        {
            var random = new RandomStream(options.Seed, "isoflop-variance", number);
            var factors = new double[clusters.Count];
            for (var draw = 0; draw < clusters.Count; draw++)
            {
                factors[random.NextInt32(clusters.Count)]++;
            }

            double[] weights = [.. data.Weights.Select((weight, row) => clusters.Of[row] < 0 ? 0 : weight * factors[clusters.Of[row]])];
            foreach (var level in IsoFlop.Minima(n, compute, data.Losses, weights, levels, options.Method).Where(level => !level.AtEdge && double.IsFinite(level.N)))
            {
                (seen.TryGetValue(level.Group, out var list) ? list : seen[level.Group] = []).Add(Math.Log(level.N));
            }
        }

        return seen.Where(pair => pair.Value.Count > 10).ToDictionary(pair => pair.Key, pair =>
        {
            var mean = pair.Value.Average();
            return 1 / Math.Max(pair.Value.Average(value => (value - mean) * (value - mean)), 1e-6);
        });
    }

    private static ApproachEstimate Estimate(int approach, (double Exponent, double Size)[] estimates, (double Exponent, double Size)[][] draws, double level, IReadOnlyList<IsoFlopLevel> levels, double target)
    {
        var exponents = draws.Select(draw => draw[approach].Exponent).Where(double.IsFinite).Order().ToArray();
        var sizes = draws.Select(draw => draw[approach].Size).Where(double.IsFinite).Order().ToArray();
        var tail = (1 - level) / 2;
        QuantityInterval Interval(string name, double estimate, double[] sorted) =>
            new(name, estimate, BootstrapResult.Quantile(sorted, tail), BootstrapResult.Quantile(sorted, 1 - tail), level, "bootstrap-percentile");
        return new ApproachEstimate(
            Names[approach],
            Interval("a", estimates[approach].Exponent, exponents),
            Interval(string.Create(CultureInfo.InvariantCulture, $"N*({target:G4})"), estimates[approach].Size, sizes),
            levels,
            draws.Length - exponents.Length);
    }

    /// <summary>The distance of the exponents' contrasts from zero in the metric of their covariance over the shared resamples.</summary>
    private static (double Distance, double Probability) Disagree(int[] used, (double Exponent, double Size)[] estimates, (double Exponent, double Size)[][] draws)
    {
        var contrasts = used.Length - 1;
        var usable = draws.Where(draw => used.All(approach => double.IsFinite(draw[approach].Exponent))).ToArray();
        if (contrasts < 1 || usable.Length < 30)
        {
            return (double.NaN, double.NaN);
        }

        double Contrast((double Exponent, double Size)[] values, int k) => values[used[k]].Exponent - values[used[^1]].Exponent;
        var means = Enumerable.Range(0, contrasts).Select(k => usable.Average(draw => Contrast(draw, k))).ToArray();
        var covariance = new double[contrasts * contrasts];
        for (var p = 0; p < contrasts; p++)
        {
            for (var q = 0; q < contrasts; q++)
            {
                covariance[(p * contrasts) + q] = usable.Sum(draw => (Contrast(draw, p) - means[p]) * (Contrast(draw, q) - means[q])) / (usable.Length - 1);
            }
        }

        var inverse = SmallMatrix.Inverse(covariance, contrasts, [], pseudo: true)!;
        var distance = 0.0;
        for (var p = 0; p < contrasts; p++)
        {
            for (var q = 0; q < contrasts; q++)
            {
                distance += Contrast(estimates, p) * inverse[(p * contrasts) + q] * Contrast(estimates, q);
            }
        }

        return (distance, 1 - ChiSquared.CDF(contrasts, Math.Max(0, distance)));
    }
}
