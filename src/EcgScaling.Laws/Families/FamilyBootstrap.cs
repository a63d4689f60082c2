using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;

namespace EcgScaling.Laws.Families;

/// <summary>
/// Refits all families to resampled clusters. Rows of the same run name get the same multiplier in every family, so families that were trained on the
/// same splits or seeds are compared in pairs; unpaired differences would be far too uncertain.
/// </summary>
public sealed class FamilyBootstrap
{
    private readonly FamilyFit _fit;
    private readonly double[][] _draws;

    private FamilyBootstrap(FamilyFit fit, double[][] draws, int failed) => (_fit, _draws, Failed) = (fit, draws, failed);

    /// <summary>How many replicates there are.</summary>
    public int Replicates => _draws.Length;

    /// <summary>How many refits did not converge.</summary>
    public int Failed { get; }

    /// <summary>Runs the bootstrap; the draws do not depend on threads.</summary>
    public static FamilyBootstrap Run(FamilyFit fit, BootstrapOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        options ??= new BootstrapOptions();
        options.Validate();
        if (options.Scheme is not (null or BootstrapScheme.Cluster or BootstrapScheme.Pairs))
        {
            throw new SpecException(nameof(BootstrapOptions), [$"Scheme is {options.Scheme}; families are resampled by Cluster or Pairs."]);
        }

        var (clusters, count) = Clusters(fit, options.Scheme != BootstrapScheme.Pairs);
        var (draws, failed, done) = (new double[options.Replicates][], 0, 0);
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount };
        Parallel.For(0, options.Replicates, parallel, () => fit.Problem.Clone(), (number, _, problem) =>
        {
            var random = new RandomStream(options.Seed, "bootstrap-families", number);
            var factors = new double[count];
            for (var draw = 0; draw < count; draw++)
            {
                factors[random.NextInt32(count)]++;
            }

            for (var family = 0; family < clusters.Length; family++)
            {
                for (var row = 0; row < clusters[family].Length; row++)
                {
                    problem.Families[family].Weights[row] = fit.Data[family].Weights[row] * factors[clusters[family][row]];
                }
            }

            var x = fit.X.ToArray();
            var result = new RobustPath(problem).Minimize(x, fit.Delta);
            if (!result.Converged)
            {
                Interlocked.Increment(ref failed);
            }

            draws[number] = x;
            if (options.Progress is not null && Interlocked.Increment(ref done) % 128 == 0)
            {
                options.Progress.Report(done / (double)options.Replicates);
            }

            return problem;
        }, _ => { });
        return new FamilyBootstrap(fit, draws, failed);
    }

    /// <summary>The values of a quantity over the replicates.</summary>
    public double[] Values(FamilyQuantity quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        return [.. _draws.Select(x => quantity.Evaluate(_fit.Natural(x)))];
    }

    /// <summary>The percentile interval of a quantity.</summary>
    public QuantityInterval Percentile(FamilyQuantity quantity, double level = 0.95)
    {
        var sorted = Values(quantity).Where(value => !double.IsNaN(value)).Order().ToArray();
        var tail = (1 - level) / 2;
        return new QuantityInterval(quantity.Name, _fit.At(quantity), BootstrapResult.Quantile(sorted, tail), BootstrapResult.Quantile(sorted, 1 - tail), level, "bootstrap-paired-percentile");
    }

    private static (int[][] Clusters, int Count) Clusters(FamilyFit fit, bool runs)
    {
        var known = new Dictionary<string, int>();
        var count = 0;
        var clusters = new int[fit.Families.Count][];
        for (var family = 0; family < clusters.Length; family++)
        {
            var data = fit.Data[family];
            clusters[family] = new int[data.Count];
            for (var row = 0; row < data.Count; row++)
            {
                clusters[family][row] = runs && data.Runs?[row] is { } run
                    ? known.TryGetValue(run, out var cluster) ? cluster : known[run] = count++
                    : count++;
            }
        }

        return (clusters, count);
    }
}
