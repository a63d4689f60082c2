using EcgScaling.Training.Evaluation;
using EcgScaling.Training.Probing.Solving;
using static TorchSharp.torch;

namespace EcgScaling.Training.Probing;

/// <summary>One ridge logistic regression per label on frozen features, all solved to their optima together by a Newton method; see <see cref="ProbeFit"/> for the certificate.</summary>
public sealed class LinearProbe
{
    private readonly double[] _means;
    private readonly double[] _deviations;
    // Shape (label, feature + 1).
    private readonly double[] _weights;

    private LinearProbe(double[] means, double[] deviations, double[] weights, IReadOnlyList<string> labels, IReadOnlyList<ProbeFit> fits) =>
        (_means, _deviations, _weights, Labels, Fits) = (means, deviations, weights, labels, fits);

    /// <summary>The labels.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>How each label's regression ended.</summary>
    public IReadOnlyList<ProbeFit> Fits { get; }

    /// <summary>Fits a probe. Unknown labels are left out; labels known nowhere get a logit of zero.</summary>
    /// <param name="table">The records.</param>
    /// <param name="config">The ridge and the tolerance; null for the defaults.</param>
    /// <param name="cancellation">Ends it between two Newton steps.</param>
    /// <exception cref="SpecException">The settings are out of range.</exception>
    /// <exception cref="ArgumentException">There is no record, a feature is not finite, or a target is no probability.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static LinearProbe Fit(FeatureTable table, LinearProbeConfig? config = null, CancellationToken cancellation = default)
    {
        config ??= new LinearProbeConfig();
        return Fit(table, [config.Ridge], config, cancellation).Single();
    }

    /// <summary>
    /// Fits a probe at each ridge, from the greatest to the least, each starting from the one before, and keeps the one with the lowest cross-entropy on
    /// validation records. The ridge is the same for all labels: chosen label by label it would follow noise where positives are few.
    /// </summary>
    /// <param name="training">The records to fit.</param>
    /// <param name="validation">The records to choose on; nothing else is measured on them afterwards.</param>
    /// <param name="ridges">The ridges to choose from.</param>
    /// <param name="config">Tolerance and limits; its ridge is not used. Null for the defaults.</param>
    /// <param name="progress">Told of every ridge.</param>
    /// <param name="cancellation">Ends it between two Newton steps.</param>
    /// <exception cref="SpecException">The settings are out of range.</exception>
    /// <exception cref="ArgumentException">The tables do not belong together, there is no ridge, or a table is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ProbePath FitPath(
        FeatureTable training,
        FeatureTable validation,
        IReadOnlyList<double> ridges,
        LinearProbeConfig? config = null,
        IProgress<ProbePathPoint>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(ridges);
        if (ridges.Count == 0)
        {
            throw new ArgumentException("There is no ridge to choose from; give for example 1, 0.1, 0.01, 0.001.", nameof(ridges));
        }

        var descending = ridges.Distinct().OrderDescending().ToArray();
        var points = new List<ProbePathPoint>();
        (LinearProbe Probe, ProbePathPoint Point)? best = null;
        foreach (var probe in Fit(training, descending, config ?? new LinearProbeConfig(), cancellation))
        {
            var scores = probe.Score(validation, 0);
            var point = new ProbePathPoint(
                descending[points.Count], scores.MicroLoss, scores.MacroLoss, probe.Fits.Max(fit => fit.GradientNorm), probe.Fits.Max(fit => fit.Iterations), probe.Fits.All(fit => fit.Converged));
            points.Add(point);
            progress?.Report(point);
            if (best is not { } chosen || point.ValidationLoss < chosen.Point.ValidationLoss)
            {
                best = (probe, point);
            }
        }

        return new ProbePath { Probe = best!.Value.Probe, Ridge = best.Value.Point.Ridge, Points = [.. points] };
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
        using var quiet = no_grad();
        var weights = tensor(_weights, [Labels.Count, _means.Length + 1]);
        var logits = ProbeDesign.Standardised(table, _means, _deviations).mm(weights.t());
        return logits.to(ScalarType.Float32).contiguous().data<float>().ToArray();
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

    private static List<LinearProbe> Fit(FeatureTable table, double[] ridges, LinearProbeConfig config, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (var ridge in ridges)
        {
            (config with { Ridge = ridge }).Validate();
        }

        Check(table);
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var design = new ProbeDesign(table);
        var (targets, shares, start) = Problem(table);
        var probes = new List<LinearProbe>();
        foreach (var ridge in ridges)
        {
            var step = config with { Ridge = ridge };
            (start, var fits) = NewtonSolver.Solve(design, targets, shares, Ridges(table.FeatureSize, step), start, table.Labels, step, cancellation);
            probes.Add(new LinearProbe(design.Means, design.Deviations, start.data<double>().ToArray(), table.Labels, fits));
        }

        return probes;
    }

    private static (float[] Targets, double[] Shares, Tensor Start) Problem(FeatureTable table)
    {
        var (records, labels, width) = (table.Records, table.Labels.Count, table.FeatureSize + 1);
        var (targets, shares, start) = (new float[records * labels], new double[labels], new double[labels * width]);
        for (var label = 0; label < labels; label++)
        {
            var (known, sum) = (0, 0.0);
            var own = targets.AsSpan(label * records, records);
            for (var record = 0; record < records; record++)
            {
                own[record] = table.Targets[(record * labels) + label];
                (known, sum) = float.IsNaN(own[record]) ? (known, sum) : (known + 1, sum + own[record]);
            }

            shares[label] = known == 0 ? 0 : 1.0 / known;
            // Starting from the prevalence, half a record more on each side for labels without one.
            start[(label * width) + width - 1] = known == 0 ? 0 : Math.Log((sum + 0.5) / (known - sum + 0.5));
        }

        return (targets, shares, tensor(start, [labels, width]));
    }

    private static Tensor Ridges(int features, LinearProbeConfig config)
    {
        var ridges = new double[features + 1];
        Array.Fill(ridges, config.Ridge);
        ridges[^1] *= config.InterceptShare;
        return tensor(ridges, [1, ridges.Length]);
    }

    private static void Check(FeatureTable table)
    {
        if (table.Records == 0)
        {
            throw new ArgumentException("The table has no records; a probe needs at least one.", nameof(table));
        }

        if (table.Values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
        {
            throw new ArgumentException("A feature is NaN or infinite; look at the encoder's weights.", nameof(table));
        }

        if (table.Targets.FirstOrDefault(target => target is < 0 or > 1) is not 0)
        {
            throw new ArgumentException($"A target is {table.Targets.First(target => target is < 0 or > 1)}; a probe takes 1, 0, or NaN where not known. Make classes labels of their own.", nameof(table));
        }
    }
}
