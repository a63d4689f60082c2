namespace EcgScaling.Training.Evaluation.Predictions;

/// <summary>What a model predicts for records whose labels are known, at least in part: the input of every metric. Immutable.</summary>
public sealed class LabelPredictions
{
    private readonly double[] _scores;
    private readonly float[] _targets;
    private readonly bool _areLogits;

    private LabelPredictions(IReadOnlyList<string> labels, double[] scores, float[] targets, IReadOnlyList<long> patientKeys, string dataset, bool areLogits)
    {
        (Labels, _scores, _targets, PatientKeys, Dataset, _areLogits) = (labels, scores, targets, patientKeys, dataset, areLogits);
        Check();
    }

    /// <summary>The label axis.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The patient of each record.</summary>
    public IReadOnlyList<long> PatientKeys { get; }

    /// <summary>The data set that the patients belong to: keys of two data sets are different people even where they are equal.</summary>
    public string Dataset { get; }

    /// <summary>The number of records.</summary>
    public int Records => PatientKeys.Count;

    /// <summary>Takes logits, as models give them.</summary>
    /// <param name="labels">The label axis.</param>
    /// <param name="logits">Shape <c>(record, label)</c>, flattened.</param>
    /// <param name="targets">Shape <c>(record, label)</c>, flattened: 1, 0, or NaN where not known; soft targets count as positive from 0.5 on.</param>
    /// <param name="patientKeys">The patient of each record.</param>
    /// <param name="dataset">The data set that the patients belong to.</param>
    /// <exception cref="ArgumentException">The sizes do not belong together, or a value is out of range.</exception>
    public static LabelPredictions FromLogits(
        IReadOnlyList<string> labels, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, IReadOnlyList<long> patientKeys, string dataset = "") =>
        new(labels, Widened(logits), targets.ToArray(), patientKeys, dataset, areLogits: true);

    /// <summary>Takes probabilities in [0, 1]; decisions are probabilities of 0 and 1.</summary>
    /// <param name="labels">The label axis.</param>
    /// <param name="probabilities">Shape <c>(record, label)</c>, flattened.</param>
    /// <param name="targets">Shape <c>(record, label)</c>, flattened: 1, 0, or NaN where not known; soft targets count as positive from 0.5 on.</param>
    /// <param name="patientKeys">The patient of each record.</param>
    /// <param name="dataset">The data set that the patients belong to.</param>
    /// <exception cref="ArgumentException">The sizes do not belong together, or a value is out of range.</exception>
    public static LabelPredictions FromProbabilities(
        IReadOnlyList<string> labels, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, IReadOnlyList<long> patientKeys, string dataset = "") =>
        new(labels, Widened(probabilities), targets.ToArray(), patientKeys, dataset, areLogits: false);

    /// <inheritdoc cref="FromProbabilities(IReadOnlyList{string}, ReadOnlySpan{float}, ReadOnlySpan{float}, IReadOnlyList{long}, string)"/>
    public static LabelPredictions FromProbabilities(
        IReadOnlyList<string> labels, ReadOnlySpan<double> probabilities, ReadOnlySpan<float> targets, IReadOnlyList<long> patientKeys, string dataset = "") =>
        new(labels, probabilities.ToArray(), targets.ToArray(), patientKeys, dataset, areLogits: false);

    /// <summary>1, 0, or NaN where not known.</summary>
    public float Target(int record, int label) => _targets[(record * Labels.Count) + label];

    /// <summary>The predicted probability.</summary>
    public double Probability(int record, int label) => _areLogits ? 1 / (1 + Math.Exp(-Score(record, label))) : Score(record, label);

    /// <summary>The same predictions with other labels' columns left out, in the order given.</summary>
    /// <exception cref="ArgumentException">A label does not exist.</exception>
    public LabelPredictions Select(IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var places = new int[labels.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = PlaceOf(labels[i]);
        }

        var (scores, targets) = (new double[Records * places.Length], new float[Records * places.Length]);
        for (var record = 0; record < Records; record++)
        {
            for (var i = 0; i < places.Length; i++)
            {
                scores[(record * places.Length) + i] = Score(record, places[i]);
                targets[(record * places.Length) + i] = Target(record, places[i]);
            }
        }

        return new LabelPredictions([.. labels], scores, targets, PatientKeys, Dataset, _areLogits);
    }

    /// <summary>The place of a label.</summary>
    /// <exception cref="ArgumentException">It does not exist.</exception>
    public int PlaceOf(string label)
    {
        for (var place = 0; place < Labels.Count; place++)
        {
            if (string.Equals(Labels[place], label, StringComparison.Ordinal))
            {
                return place;
            }
        }

        throw new ArgumentException($"There is no label '{label}'; there are {string.Join(", ", Labels)}.", nameof(label));
    }

    /// <summary>What orders the records of a label: the logit or the probability.</summary>
    internal double Score(int record, int label) => _scores[(record * Labels.Count) + label];

    /// <summary>Cross-entropy in nats. Probabilities of exactly 0 and 1 are taken as one rounding error away from them, as scikit-learn does.</summary>
    internal double Loss(int record, int label)
    {
        var (score, target) = (Score(record, label), (double)Target(record, label));
        if (_areLogits)
        {
            return Math.Max(score, 0) - (score * target) + Math.Log(1 + Math.Exp(-Math.Abs(score)));
        }

        const double Rounding = 2.220446049250313e-16;
        var probability = Math.Clamp(score, Rounding, 1 - Rounding);
        return -((target * Math.Log(probability)) + ((1 - target) * Math.Log(1 - probability)));
    }

    private static double[] Widened(ReadOnlySpan<float> values)
    {
        var wide = new double[values.Length];
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return wide;
    }

    private void Check()
    {
        ArgumentNullException.ThrowIfNull(Labels);
        ArgumentNullException.ThrowIfNull(PatientKeys);
        ArgumentNullException.ThrowIfNull(Dataset);
        if (Labels.Distinct(StringComparer.Ordinal).Count() != Labels.Count)
        {
            throw new ArgumentException($"The labels {string.Join(", ", Labels)} are not distinct.");
        }

        if (_scores.Length != Records * Labels.Count || _targets.Length != _scores.Length)
        {
            throw new ArgumentException(
                $"{Records} records and {Labels.Count} labels need {Records * Labels.Count} scores and targets; got {_scores.Length} and {_targets.Length}.");
        }

        for (var i = 0; i < _scores.Length; i++)
        {
            if (float.IsNaN(_targets[i]))
            {
                continue;
            }

            if (_targets[i] is not (>= 0 and <= 1))
            {
                throw new ArgumentException($"Record {i / Labels.Count}, label '{Labels[i % Labels.Count]}': the target is {_targets[i]}; it is 0, 1, between them, or NaN where not known.");
            }

            if (_areLogits ? !double.IsFinite(_scores[i]) : _scores[i] is not (>= 0 and <= 1))
            {
                throw new ArgumentException(
                    $"Record {i / Labels.Count}, label '{Labels[i % Labels.Count]}': the {(_areLogits ? "logit" : "probability")} is {_scores[i]}; "
                    + (_areLogits ? "a logit is finite; look at the weights." : "it lies in [0, 1]; pass logits to FromLogits."));
            }
        }
    }
}
