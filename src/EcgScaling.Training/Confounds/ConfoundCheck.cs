using EcgScaling.Data;
using EcgScaling.Training.Evaluation.Metrics;
using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Evaluation.Resampling;
using EcgScaling.Training.Probing;

namespace EcgScaling.Training.Confounds;

/// <summary>
/// Predicts labels from what is trivial about the recordings (length, padding, amplitude, site, ...), cross-validated by patient. Where that alone scores high,
/// the label leaks through the way the data were collected: in CODE-15 % with the positives of another data set, the record length tells them apart.
/// </summary>
public static class ConfoundCheck
{
    /// <summary>Checks a data set.</summary>
    /// <param name="source">The records as they were recorded.</param>
    /// <param name="exams">Their places.</param>
    /// <param name="options">Folds, limits and seed; null for the defaults.</param>
    /// <param name="labels">The labels to check; null for all.</param>
    /// <param name="progress">Told how many records were read.</param>
    /// <param name="cancellation">Ends it between two records or fits.</param>
    /// <exception cref="SpecException">The options are out of range.</exception>
    /// <exception cref="ArgumentException">There are fewer patients than folds, or no such label.</exception>
    /// <exception cref="EcgDataException">A record cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ConfoundReport Run(
        IEcgSource source, IReadOnlyList<int> exams, ConfoundOptions? options = null, IReadOnlyList<string>? labels = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(exams);
        options ??= new ConfoundOptions();
        options.Validate();
        labels ??= source.LabelNames;
        var columns = labels.Select(source.LabelIndex).ToArray();
        var count = Math.Min(exams.Count, options.MaximumRecords);
        int[] chosen = [.. Enumerable.Range(0, count).Select(place => exams[(int)((long)place * exams.Count / count)])];
        var targets = chosen.SelectMany(exam => source.ExamAt(exam).Labels is var own ? columns.Select(column => own[column]) : []).ToArray();
        var patients = chosen.Select(exam => Patients.KeyOf(source.ExamAt(exam).PatientId)).ToArray();
        return Run(TrivialFeatures.Of(source, chosen, progress, cancellation), labels, targets, patients, options, cancellation);
    }

    /// <summary>Checks labels against features of any kind.</summary>
    /// <param name="features">What shall not predict the labels.</param>
    /// <param name="labels">The label axis.</param>
    /// <param name="targets">Shape <c>(record, label)</c>, flattened: 1, 0, or NaN where not known.</param>
    /// <param name="patientKeys">The patient of each record.</param>
    /// <param name="options">Folds, limits and seed; null for the defaults.</param>
    /// <param name="cancellation">Ends it between two fits.</param>
    /// <exception cref="SpecException">The options are out of range.</exception>
    /// <exception cref="ArgumentException">The sizes do not belong together, or there are fewer patients than folds.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ConfoundReport Run(
        IReadOnlyList<TrivialFeature> features,
        IReadOnlyList<string> labels,
        IReadOnlyList<float> targets,
        IReadOnlyList<long> patientKeys,
        ConfoundOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(patientKeys);
        options ??= new ConfoundOptions();
        options.Validate();
        if (targets.Count != patientKeys.Count * labels.Count || features.Any(feature => feature.Values.Count != patientKeys.Count))
        {
            throw new ArgumentException($"{patientKeys.Count} records and {labels.Count} labels need {patientKeys.Count * labels.Count} targets and {patientKeys.Count} values of each feature.");
        }

        var folds = FoldsOf(patientKeys, options);
        var (judged, notJudged) = Judge(labels, targets, patientKeys.Count, options);
        if (features.Count == 0 || judged.Count == 0)
        {
            return new ConfoundReport { Features = [.. features.Select(feature => feature.Name)], Findings = [], NotJudged = [.. notJudged] };
        }

        string[] names = [.. judged.Select(label => labels[label])];
        float[] known = [.. Enumerable.Range(0, patientKeys.Count).SelectMany(record => judged.Select(label => targets[(record * labels.Count) + label]))];
        var all = Measure(features);
        var single = features.Select(feature => Measure([feature])).ToArray();
        return new ConfoundReport
        {
            Features = [.. features.Select(feature => feature.Name)],
            Findings = [.. names.Select((name, label) => FindingOf(name, label))],
            NotJudged = [.. notJudged],
        };

        ConfoundFinding FindingOf(string name, int label)
        {
            var strongest = Enumerable.Range(0, features.Count).MaxBy(feature => single[feature].PerLabel[label].Value);
            var auroc = all.PerLabel[label];
            return new ConfoundFinding
            {
                Label = name,
                Auroc = auroc,
                StrongestFeature = features[strongest].Name,
                StrongestAuroc = single[strongest].PerLabel[label],
                Warns = auroc.Value >= options.WarnFrom && auroc.Low > 0.5,
            };
        }

        MetricSummary Measure(IReadOnlyList<TrivialFeature> chosen)
        {
            var logits = OutOfFold([.. chosen.SelectMany(feature => feature.Columns())], names, known, patientKeys, folds, options, cancellation);
            var predictions = LabelPredictions.FromLogits(names, logits, known, patientKeys);
            return MetricReport.Of(predictions, null, new MetricOptions { Draws = options.Draws, Seed = options.Seed }, cancellation)[LabelMetric.Auroc];
        }
    }

    private static int[] FoldsOf(IReadOnlyList<long> patientKeys, ConfoundOptions options)
    {
        var patients = patientKeys.Distinct().Order().ToArray();
        if (patients.Length < options.Folds)
        {
            throw new ArgumentException($"There are {patients.Length} patients for {options.Folds} folds; each fold needs one.", nameof(patientKeys));
        }

        new RandomStream(options.Seed, "confounds/folds").Shuffle<long>(patients);
        var foldOf = patients.Select((patient, place) => (patient, place)).ToDictionary(item => item.patient, item => item.place % options.Folds);
        return [.. patientKeys.Select(patient => foldOf[patient])];
    }

    private static (List<int> Judged, List<UndefinedLabel> NotJudged) Judge(IReadOnlyList<string> labels, IReadOnlyList<float> targets, int records, ConfoundOptions options)
    {
        var (judged, notJudged) = (new List<int>(), new List<UndefinedLabel>());
        for (var label = 0; label < labels.Count; label++)
        {
            var column = Enumerable.Range(0, records).Select(record => targets[(record * labels.Count) + label]).ToArray();
            var (positives, negatives) = (column.Count(target => target >= 0.5f), column.Count(target => target < 0.5f));
            if (column.Any(target => target is < 0 or > 1))
            {
                notJudged.Add(new UndefinedLabel(labels[label], "a number, not a class"));
            }
            else if (Math.Min(positives, negatives) < options.MinimumPositives)
            {
                notJudged.Add(new UndefinedLabel(labels[label], $"{positives} positives and {negatives} negatives; both must be {options.MinimumPositives}"));
            }
            else
            {
                judged.Add(label);
            }
        }

        return (judged, notJudged);
    }

    /// <summary>The logits of records whose patients the probe was not fitted on, <c>(record, label)</c>.</summary>
    private static float[] OutOfFold(
        IReadOnlyList<float[]> columns, string[] labels, float[] targets, IReadOnlyList<long> patientKeys, int[] folds, ConfoundOptions options, CancellationToken cancellation)
    {
        var logits = new float[targets.Length];
        for (var fold = 0; fold < options.Folds; fold++)
        {
            var probe = LinearProbe.Fit(TableOf(record => folds[record] != fold, out _), new LinearProbeConfig { Ridge = options.Ridge }, cancellation);
            var predicted = probe.Logits(TableOf(record => folds[record] == fold, out var held));
            for (var i = 0; i < predicted.Length; i++)
            {
                logits[(held[i / labels.Length] * labels.Length) + (i % labels.Length)] = predicted[i];
            }
        }

        return logits;

        FeatureTable TableOf(Func<int, bool> belongs, out int[] records)
        {
            var chosen = records = [.. Enumerable.Range(0, patientKeys.Count).Where(belongs)];
            return new FeatureTable
            {
                Values = [.. chosen.SelectMany(record => columns.Select(column => column[record]))],
                Targets = [.. chosen.SelectMany(record => Enumerable.Range(0, labels.Length).Select(label => targets[(record * labels.Length) + label]))],
                Labels = labels,
                PatientKeys = [.. chosen.Select(record => patientKeys[record])],
                FeatureSize = columns.Count,
            };
        }
    }
}
