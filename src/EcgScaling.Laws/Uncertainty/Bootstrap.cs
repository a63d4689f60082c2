using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Uncertainty;

/// <summary>Refits a law to resampled data. Results are the same bits for any number of threads.</summary>
public static class Bootstrap
{
    /// <summary>Runs a bootstrap.</summary>
    /// <exception cref="SpecException">An option is not allowed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static BootstrapResult Run(LawFit fit, BootstrapOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        options ??= new BootstrapOptions();
        options.Validate();
        var scheme = options.Scheme ?? (RowClusters.By(fit.Data, runs: true).AreShared ? BootstrapScheme.Cluster : BootstrapScheme.Pairs);
        var clusters = RowClusters.By(fit.Data, runs: scheme is BootstrapScheme.Cluster or BootstrapScheme.WildCluster);
        var size = fit.Parameters.Count;
        var draws = new double[options.Replicates * size];
        var (failed, atBound, done) = (0, 0, 0);
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount };
        Parallel.For(0, options.Replicates, parallel, () => new BootstrapWorker(fit, scheme, clusters), (number, _, worker) =>
        {
            var (converged, bound) = worker.Replicate(options.Seed, number, draws.AsSpan(number * size, size));
            if (!converged)
            {
                Interlocked.Increment(ref failed);
            }

            if (bound)
            {
                Interlocked.Increment(ref atBound);
            }

            var count = Interlocked.Increment(ref done);
            if (options.Progress is not null && count % 256 == 0)
            {
                options.Progress.Report(count / (double)options.Replicates);
            }

            return worker;
        }, _ => { });
        options.Progress?.Report(1);
        return new BootstrapResult(fit, scheme, options.Seed, draws, failed, atBound);
    }
}
