using EcgScaling.Training.Evaluation;
using static TorchSharp.torch;

namespace EcgScaling.Training.Probing;

/// <summary>One logistic regression per label on frozen features, fitted by Newton's method with step halving.</summary>
public sealed class LinearProbe
{
    // The intercept is held by a thousandth of the ridge: enough for labels that never occur, too little to be seen elsewhere.
    private const double InterceptShare = 1e-3;
    private readonly double[] _means;
    private readonly double[] _deviations;
    private readonly double[][] _weights;

    private LinearProbe(double[] means, double[] deviations, double[][] weights, IReadOnlyList<string> labels, IReadOnlyList<ProbeFit> fits) =>
        (_means, _deviations, _weights, Labels, Fits) = (means, deviations, weights, labels, fits);

    /// <summary>The labels.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>How each label's regression ended.</summary>
    public IReadOnlyList<ProbeFit> Fits { get; }

    /// <summary>Fits a probe. Unknown labels are left out; labels known nowhere get a logit of zero.</summary>
    /// <exception cref="SpecException">The settings are out of range.</exception>
    /// <exception cref="ArgumentException">There is no record, or a feature is not finite.</exception>
    public static LinearProbe Fit(FeatureTable table, LinearProbeConfig? config = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        config ??= new LinearProbeConfig();
        config.Validate();
        if (table.Records == 0)
        {
            throw new ArgumentException("The table has no records; a probe needs at least one.", nameof(table));
        }

        if (table.Values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
        {
            throw new ArgumentException("A feature is NaN or infinite; look at the encoder's weights.", nameof(table));
        }

        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var (means, deviations) = Moments(table);
        var design = Design(table, means, deviations);
        var (weights, fits) = (new double[table.Labels.Count][], new ProbeFit[table.Labels.Count]);
        for (var label = 0; label < weights.Length; label++)
        {
            (weights[label], fits[label]) = FitLabel(table, label, design, config);
        }

        return new LinearProbe(means, deviations, weights, table.Labels, fits);
    }

    /// <summary>Logits <c>(record, label)</c>, flattened.</summary>
    /// <exception cref="ArgumentException">The features have another size.</exception>
    public float[] Logits(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.FeatureSize != _means.Length)
        {
            throw new ArgumentException($"The probe was fitted on {_means.Length} features, the table has {table.FeatureSize}.", nameof(table));
        }

        using var scope = NewDisposeScope();
        var weights = tensor(_weights.SelectMany(row => row).ToArray(), [_weights.Length, _means.Length + 1]);
        return Design(table, _means, _deviations).mm(weights.t()).to(ScalarType.Float32).contiguous().data<float>().ToArray();
    }

    /// <summary>Cross-entropy and AUROC on other records, such as those of another hospital.</summary>
    /// <param name="table">The records, with the labels the probe was fitted on.</param>
    /// <param name="resamples">Bootstrap resamples for intervals; 0 for none.</param>
    /// <param name="seed">Decides them.</param>
    /// <param name="minimumPositives">Labels with fewer positives do not count in the macro AUROC.</param>
    /// <exception cref="ArgumentException">Features or labels differ.</exception>
    public EvaluationResult Score(FeatureTable table, int resamples = 1000, ulong seed = 0, int minimumPositives = 1)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.Labels.SequenceEqual(Labels, StringComparer.Ordinal))
        {
            throw new ArgumentException($"The probe was fitted on the labels {string.Join(", ", Labels)}, the table has {string.Join(", ", table.Labels)}.", nameof(table));
        }

        return LabelScoring.Score(Labels, Logits(table), table.Targets, table.PatientKeys, resamples, seed, minimumPositives);
    }

    private static (double[] Weights, ProbeFit Fit) FitLabel(FeatureTable table, int label, Tensor design, LinearProbeConfig config)
    {
        var (width, stride) = (table.FeatureSize + 1, table.Labels.Count);
        var (targets, known) = (new double[table.Records], new double[table.Records]);
        for (var record = 0; record < table.Records; record++)
        {
            var target = table.Targets[(record * stride) + label];
            (targets[record], known[record]) = float.IsNaN(target) ? (0, 0) : (target, 1);
        }

        var count = known.Sum();
        if (count == 0)
        {
            return (new double[width], new ProbeFit(table.Labels[label], double.NaN, 0, 0, true));
        }

        using var scope = NewDisposeScope();
        var ridges = new double[width];
        Array.Fill(ridges, config.Ridge);
        ridges[^1] *= InterceptShare;
        var problem = new LogisticProblem(design, tensor(targets, [table.Records, 1]), tensor(known, [table.Records, 1]) / count, tensor(ridges, [width, 1]));
        return problem.Solve(table.Labels[label], config);
    }

    private static (double[] Means, double[] Deviations) Moments(FeatureTable table)
    {
        var (means, deviations) = (new double[table.FeatureSize], new double[table.FeatureSize]);
        for (var i = 0; i < table.Values.Length; i++)
        {
            means[i % means.Length] += table.Values[i] / (double)table.Records;
        }

        for (var i = 0; i < table.Values.Length; i++)
        {
            deviations[i % means.Length] += Math.Pow(table.Values[i] - means[i % means.Length], 2) / table.Records;
        }

        // A feature that never changes says nothing: it becomes zero.
        return (means, [.. deviations.Select(variance => variance > 1e-24 ? Math.Sqrt(variance) : 1)]);
    }

    private static Tensor Design(FeatureTable table, double[] means, double[] deviations)
    {
        var width = table.FeatureSize + 1;
        var values = new double[table.Records * width];
        for (var record = 0; record < table.Records; record++)
        {
            for (var feature = 0; feature < table.FeatureSize; feature++)
            {
                values[(record * width) + feature] = (table.Values[(record * table.FeatureSize) + feature] - means[feature]) / deviations[feature];
            }

            values[(record * width) + width - 1] = 1;
        }

        return tensor(values, [table.Records, width]);
    }
}
