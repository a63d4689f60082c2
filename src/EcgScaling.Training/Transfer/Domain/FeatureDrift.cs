using System.Collections.Immutable;
using EcgScaling.Training.Probing;

namespace EcgScaling.Training.Transfer.Domain;

/// <summary>How one encoder's features differ between two sites: a diagnostic beside the loss, which does not need labels.</summary>
public sealed record FeatureDrift
{
    /// <summary>Records of the reference site, usually the pre-training one.</summary>
    public required int ReferenceRecords { get; init; }

    /// <summary>Records of the other site.</summary>
    public required int OtherRecords { get; init; }

    /// <summary>Each feature's shift of the mean in standard deviations of the reference.</summary>
    public required ImmutableArray<double> MeanShifts { get; init; }

    /// <summary>Each feature's logarithm of the ratio of variances, other over reference.</summary>
    public required ImmutableArray<double> LogVarianceRatios { get; init; }

    /// <summary>Root mean square of <see cref="MeanShifts"/>; 0 without drift, 0.1 is small, 1 is large.</summary>
    public required double MeanShift { get; init; }

    /// <summary>Root mean square of <see cref="LogVarianceRatios"/>.</summary>
    public required double VarianceShift { get; init; }

    /// <summary>
    /// Linear CKA between how features vary together at the two sites: the cosine between the two covariance matrices, 1 where the sites spread along the same
    /// directions. Records of two sites cannot be paired, so the features take the place of the records.
    /// </summary>
    public required double CovarianceAlignment { get; init; }

    /// <summary>Features that do not vary at the reference site; they are in none of the numbers above.</summary>
    public required int ConstantFeatures { get; init; }

    /// <summary>Compares.</summary>
    /// <param name="reference">Features at the reference site.</param>
    /// <param name="other">The same encoder's features at the other site.</param>
    /// <exception cref="ArgumentException">The features have another size, or a site has fewer than two records.</exception>
    public static FeatureDrift Of(FeatureTable reference, FeatureTable other)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(other);
        if (reference.FeatureSize != other.FeatureSize)
        {
            throw new ArgumentException($"The reference has {reference.FeatureSize} features, the other site {other.FeatureSize}; use one encoder for both.", nameof(other));
        }

        if (reference.Records < 2 || other.Records < 2)
        {
            throw new ArgumentException($"There are {reference.Records} and {other.Records} records; a comparison needs at least two of each.", nameof(other));
        }

        var (here, there) = (Covariance.Of(reference), Covariance.Of(other));
        var varying = Enumerable.Range(0, reference.FeatureSize).Where(feature => here.Variance(feature) > 1e-20 && there.Variance(feature) > 1e-20).ToArray();
        var shifts = varying.Select(feature => (there.Means[feature] - here.Means[feature]) / Math.Sqrt(here.Variance(feature))).ToImmutableArray();
        var ratios = varying.Select(feature => Math.Log(there.Variance(feature) / here.Variance(feature))).ToImmutableArray();
        return new FeatureDrift
        {
            ReferenceRecords = reference.Records,
            OtherRecords = other.Records,
            MeanShifts = shifts,
            LogVarianceRatios = ratios,
            MeanShift = RootMeanSquare(shifts),
            VarianceShift = RootMeanSquare(ratios),
            CovarianceAlignment = here.AlignmentWith(there),
            ConstantFeatures = reference.FeatureSize - varying.Length,
        };
    }

    private static double RootMeanSquare(ImmutableArray<double> values) => values.IsEmpty ? double.NaN : Math.Sqrt(values.Average(value => value * value));

    private sealed record Covariance(double[] Means, double[,] Values)
    {
        public double Variance(int feature) => Values[feature, feature];

        public static Covariance Of(FeatureTable table)
        {
            var width = table.FeatureSize;
            var (means, values) = (new double[width], new double[width, width]);
            for (var i = 0; i < table.Values.Length; i++)
            {
                means[i % width] += table.Values[i] / (double)table.Records;
            }

            var centred = new double[width];
            for (var record = 0; record < table.Records; record++)
            {
                for (var feature = 0; feature < width; feature++)
                {
                    centred[feature] = table.Values[(record * width) + feature] - means[feature];
                }

                for (var i = 0; i < width; i++)
                {
                    for (var j = 0; j <= i; j++)
                    {
                        values[i, j] += centred[i] * centred[j] / (table.Records - 1);
                    }
                }
            }

            for (var i = 0; i < width; i++)
            {
                for (var j = i + 1; j < width; j++)
                {
                    values[i, j] = values[j, i];
                }
            }

            return new Covariance(means, values);
        }

        public double AlignmentWith(Covariance other)
        {
            var (dot, own, others) = (0.0, 0.0, 0.0);
            foreach (var (i, j) in from i in Enumerable.Range(0, Means.Length) from j in Enumerable.Range(0, Means.Length) select (i, j))
            {
                dot += Values[i, j] * other.Values[i, j];
                own += Values[i, j] * Values[i, j];
                others += other.Values[i, j] * other.Values[i, j];
            }

            return dot / Math.Sqrt(own * others);
        }
    }
}
