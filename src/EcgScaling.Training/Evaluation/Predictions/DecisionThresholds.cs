using System.Globalization;

namespace EcgScaling.Training.Evaluation.Predictions;

/// <summary>
/// The least probability of each label that counts as positive. Thresholds chosen on records remember the patients, and measuring with them on any of the
/// same patients is refused: a threshold chosen on the test set makes every number after it too good.
/// </summary>
public sealed class DecisionThresholds
{
    private readonly Dictionary<string, double> _values;
    private readonly string _dataset;
    private readonly HashSet<long> _patients;

    private DecisionThresholds(IReadOnlyList<string> labels, IReadOnlyList<double> values, string origin, string dataset, HashSet<long> patients)
    {
        (Labels, Origin, _dataset, _patients) = (labels, origin, dataset, patients);
        _values = labels.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    /// <summary>The labels that have a threshold.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Where they come from, for reports.</summary>
    public string Origin { get; }

    /// <summary>Chooses thresholds on validation records. Between two neighbouring probabilities, the threshold lies in the middle.</summary>
    /// <param name="validation">Records that nothing is measured on afterwards.</param>
    /// <param name="rule">What is made as great as possible.</param>
    /// <remarks>A label without positives, or for Youden's rule without negatives, has no best threshold: it is NaN, and reports list the label as left out.</remarks>
    public static DecisionThresholds ChooseOn(LabelPredictions validation, ThresholdRule rule = ThresholdRule.GreatestF1)
    {
        ArgumentNullException.ThrowIfNull(validation);
        if (!Enum.IsDefined(rule))
        {
            throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such rule.");
        }

        var values = validation.Labels.Select((_, label) => Best(validation, label, rule)).ToArray();
        var origin = string.Create(CultureInfo.InvariantCulture, $"{rule} on {validation.Records} validation records{(validation.Dataset.Length > 0 ? $" of {validation.Dataset}" : string.Empty)}");
        return new DecisionThresholds(validation.Labels, values, origin, validation.Dataset, [.. validation.PatientKeys]);
    }

    /// <summary>Takes thresholds from elsewhere, such as a publication.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="values">The threshold of each, in [0, 1].</param>
    /// <param name="origin">Where they come from, for reports.</param>
    /// <exception cref="ArgumentException">There are not as many values as labels, or one is out of range.</exception>
    public static DecisionThresholds Given(IReadOnlyList<string> labels, IReadOnlyList<double> values, string origin)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentException.ThrowIfNullOrWhiteSpace(origin);
        if (labels.Count != values.Count)
        {
            throw new ArgumentException($"There are {values.Count} thresholds for the {labels.Count} labels {string.Join(", ", labels)}.", nameof(values));
        }

        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not (>= 0 and <= 1))
            {
                throw new ArgumentException($"The threshold of '{labels[i]}' is {values[i].ToString(CultureInfo.InvariantCulture)}; a threshold is a probability in [0, 1].", nameof(values));
            }
        }

        return new DecisionThresholds(labels, values, origin, string.Empty, []);
    }

    /// <summary>One half for every label: the choice that needs no data.</summary>
    public static DecisionThresholds Half(IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return Given(labels, [.. labels.Select(_ => 0.5)], "one half");
    }

    /// <summary>The threshold of a label; NaN where none could be chosen.</summary>
    /// <exception cref="ArgumentException">The label is not among <see cref="Labels"/>.</exception>
    public double Of(string label) => _values.TryGetValue(label, out var value)
        ? value
        : throw new ArgumentException($"There is no threshold for '{label}'; there are thresholds for {string.Join(", ", Labels)}.", nameof(label));

    /// <summary>Throws where the thresholds were chosen on some of these patients.</summary>
    internal void RefuseLeak(LabelPredictions predictions)
    {
        if (string.Equals(_dataset, predictions.Dataset, StringComparison.Ordinal) && predictions.PatientKeys.Count(_patients.Contains) is var shared and > 0)
        {
            SpecException.ThrowIfAny(nameof(DecisionThresholds),
            [
                $"{shared} of {predictions.Records} records belong to patients on whom the thresholds were chosen ({Origin}). Choose them on validation patients that are not measured; "
                + "where the keys only happen to be equal because the records are of different data sets, name those (LabelPredictions.Dataset).",
            ]);
        }
    }

    private static double Best(LabelPredictions predictions, int label, ThresholdRule rule)
    {
        var known = Enumerable.Range(0, predictions.Records).Where(record => !float.IsNaN(predictions.Target(record, label)))
            .Select(record => (Probability: predictions.Probability(record, label), IsPositive: predictions.Target(record, label) >= 0.5f))
            .OrderByDescending(item => item.Probability).ToArray();
        var positives = known.Count(item => item.IsPositive);
        if (positives == 0 || (rule == ThresholdRule.Youden && positives == known.Length))
        {
            return double.NaN;
        }

        var (best, threshold, found) = (double.NegativeInfinity, double.NaN, 0);
        for (var i = 0; i < known.Length; i++)
        {
            found += known[i].IsPositive ? 1 : 0;
            if (i + 1 < known.Length && known[i].Probability == known[i + 1].Probability)
            {
                continue;
            }

            var value = rule == ThresholdRule.GreatestF1
                ? 2.0 * found / (i + 1 + positives)
                : ((double)found / positives) - ((double)(i + 1 - found) / (known.Length - positives));
            if (value > best)
            {
                (best, threshold) = (value, i + 1 < known.Length ? Between(known[i].Probability, known[i + 1].Probability) : known[i].Probability);
            }
        }

        return threshold;
    }

    // Neighbouring doubles have no number between them; the higher one then still separates.
    private static double Between(double high, double low) => (high + low) / 2 is var middle && middle > low ? middle : high;
}
