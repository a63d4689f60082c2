using EcgScaling.Laws.Results;
using MathNet.Numerics.Distributions;

namespace EcgScaling.Laws.Uncertainty;

/// <summary>The parameters of all replicates, and what follows from them. Immutable.</summary>
public sealed class BootstrapResult
{
    private readonly double[] _draws;
    private double[]? _jackknife;

    internal BootstrapResult(LawFit fit, BootstrapScheme scheme, ulong seed, double[] draws, int failed, int atBound)
    {
        (Fit, Scheme, Seed, _draws, Failed, AtBound) = (fit, scheme, seed, draws, failed, atBound);
        Size = fit.Parameters.Count;
        var warnings = new List<FitWarning>();
        if (failed > 0.01 * Replicates)
        {
            warnings.Add(new FitWarning(WarningCodes.BootstrapFailures, WarningSeverity.Caution, $"{failed} of {Replicates} refits did not converge; their draws are kept as they stopped."));
        }

        if (atBound > 0.025 * Replicates)
        {
            warnings.Add(new FitWarning(WarningCodes.AtBound, WarningSeverity.Caution, $"{atBound} of {Replicates} refits stopped at a bound; intervals of those parameters end there because of the bound, not because of the data."));
        }

        Warnings = warnings;
    }

    /// <summary>The fit that was resampled.</summary>
    public LawFit Fit { get; }

    /// <summary>What was drawn again.</summary>
    public BootstrapScheme Scheme { get; }

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>How many replicates there are.</summary>
    public int Replicates => _draws.Length / Size;

    /// <summary>How many refits did not converge.</summary>
    public int Failed { get; }

    /// <summary>How many refits stopped at a bound.</summary>
    public int AtBound { get; }

    /// <summary>What a reader must know.</summary>
    public IReadOnlyList<FitWarning> Warnings { get; }

    private int Size { get; }

    /// <summary>The parameters of a replicate, in the order of the law.</summary>
    public ReadOnlySpan<double> Draw(int replicate) => _draws.AsSpan(replicate * Size, Size);

    /// <summary>The values of a quantity over the replicates, in their order.</summary>
    public double[] Values(FitQuantity quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        var values = new double[Replicates];
        for (var replicate = 0; replicate < values.Length; replicate++)
        {
            values[replicate] = quantity.At(Draw(replicate));
        }

        return values;
    }

    /// <summary>The values of a parameter over the replicates.</summary>
    public double[] Values(string parameter) => Values(FitQuantity.OfParameter(Fit, parameter));

    /// <summary>The standard error of a parameter.</summary>
    public double StandardError(string parameter) => StandardError(FitQuantity.OfParameter(Fit, parameter));

    /// <summary>The standard error of a quantity.</summary>
    public double StandardError(FitQuantity quantity)
    {
        var values = Values(quantity).Where(double.IsFinite).ToArray();
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    /// <summary>The percentile interval.</summary>
    public QuantityInterval Percentile(FitQuantity quantity, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        var sorted = Sorted(quantity);
        var tail = (1 - level) / 2;
        return new QuantityInterval(quantity.Name, quantity.At(Fit), Quantile(sorted, tail), Quantile(sorted, 1 - tail), level, $"bootstrap-{Scheme}-percentile");
    }

    /// <summary>The percentile interval of a parameter.</summary>
    public QuantityInterval Percentile(string parameter, double level = 0.95) => Percentile(FitQuantity.OfParameter(Fit, parameter), level);

    /// <summary>The bias-corrected and accelerated interval (Efron 1987); the acceleration comes from leaving out one cluster at a time.</summary>
    public QuantityInterval BiasCorrected(FitQuantity quantity, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        var sorted = Sorted(quantity);
        var estimate = quantity.At(Fit);
        var below = sorted.Count(value => value < estimate) + (0.5 * sorted.Count(value => value == estimate));
        var bias = Normal.InvCDF(0, 1, Math.Clamp(below / sorted.Length, 0.5 / sorted.Length, 1 - (0.5 / sorted.Length)));
        var acceleration = Acceleration(quantity);
        var tail = (1 - level) / 2;
        return new QuantityInterval(quantity.Name, estimate, Quantile(sorted, Corrected(tail)), Quantile(sorted, Corrected(1 - tail)), level, $"bootstrap-{Scheme}-BCa");

        double Corrected(double share)
        {
            var z = bias + Normal.InvCDF(0, 1, share);
            return Normal.CDF(0, 1, bias + (z / (1 - (acceleration * z))));
        }
    }

    /// <summary>The bias-corrected and accelerated interval of a parameter.</summary>
    public QuantityInterval BiasCorrected(string parameter, double level = 0.95) => BiasCorrected(FitQuantity.OfParameter(Fit, parameter), level);

    /// <summary>All draws as CSV, one replicate in each row.</summary>
    public string ToCsv()
    {
        var text = new System.Text.StringBuilder("replicate,").AppendJoin(',', Fit.Parameters.Select(parameter => parameter.Name)).Append('\n');
        for (var replicate = 0; replicate < Replicates; replicate++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{replicate}");
            foreach (var value in Draw(replicate))
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $",{value:R}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A quantile by linear interpolation between order statistics.</summary>
    internal static double Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        var at = Math.Clamp(share, 0, 1) * (sorted.Length - 1);
        var low = (int)Math.Floor(at);
        var high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + ((at - low) * (sorted[high] - sorted[low]));
    }

    private double[] Sorted(FitQuantity quantity) => [.. Values(quantity).Where(value => !double.IsNaN(value)).Order()];

    private double Acceleration(FitQuantity quantity)
    {
        var clusters = RowClusters.By(Fit.Data, runs: Scheme is BootstrapScheme.Cluster or BootstrapScheme.WildCluster);
        if (_jackknife is null)
        {
            var worker = new BootstrapWorker(Fit, BootstrapScheme.Pairs, clusters);
            var left = new double[clusters.Count * Size];
            for (var cluster = 0; cluster < clusters.Count; cluster++)
            {
                worker.Without(cluster, left.AsSpan(cluster * Size, Size));
            }

            _jackknife = left;
        }

        var values = new double[clusters.Count];
        for (var cluster = 0; cluster < values.Length; cluster++)
        {
            values[cluster] = quantity.At(_jackknife.AsSpan(cluster * Size, Size));
        }

        var mean = values.Average();
        var (squares, cubes) = (values.Sum(value => Math.Pow(mean - value, 2)), values.Sum(value => Math.Pow(mean - value, 3)));
        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }
}
