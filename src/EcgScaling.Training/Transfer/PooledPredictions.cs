using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Transfer.Protocols;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Training.Transfer;

/// <summary>The predictions of all divisions together: each reported exam once, by a protocol that did not see its patient.</summary>
internal sealed record PooledPredictions
{
    /// <summary>The reported exams, as places in the data set, in the order of the predictions.</summary>
    public required IReadOnlyList<int> Exams { get; init; }

    /// <summary>What was predicted.</summary>
    public required LabelPredictions Predictions { get; init; }

    /// <summary>0 or 1 for each, by the thresholds with the greatest F1 on the validation exams of its division.</summary>
    public required LabelPredictions Decisions { get; init; }

    /// <summary>What validation chose on each division.</summary>
    public required IReadOnlyList<string> Chosen { get; init; }

    public static PooledPredictions Of(TransferSession session, TransferProtocol protocol, IReadOnlyList<TaskFold> folds, ulong draw, CancellationToken cancellation)
    {
        var (exams, logits, targets, decisions, patients, chosen) = (new List<int>(), new List<float>(), new List<float>(), new List<float>(), new List<long>(), new List<string>());
        for (var number = 0; number < folds.Count; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            var data = session.ForFold(number, folds[number], draw);
            var prediction = protocol.Predict(data, cancellation);
            var own = Together(data, folds[number].Test, prediction.Test);
            exams.AddRange(folds[number].Test);
            logits.AddRange(prediction.Test);
            targets.AddRange(data.Targets(folds[number].Test));
            patients.AddRange(own.PatientKeys);
            decisions.AddRange(Decide(own, DecisionThresholds.ChooseOn(Together(data, folds[number].Validation, prediction.Validation))));
            chosen.Add(prediction.Chosen);
        }

        var name = session.Data.Source.Name;
        return new PooledPredictions
        {
            Exams = exams,
            Predictions = LabelPredictions.FromLogits(session.Data.Labels, [.. logits], [.. targets], patients, name),
            Decisions = LabelPredictions.FromProbabilities(session.Data.Labels, (ReadOnlySpan<float>)decisions.ToArray(), [.. targets], patients, name),
            Chosen = chosen,
        };
    }

    private static LabelPredictions Together(ProtocolData data, IReadOnlyList<int> exams, float[] logits) =>
        LabelPredictions.FromLogits(data.Labels, logits, data.Targets(exams), [.. exams.Select(data.Dataset.PatientKey)], data.Dataset.Name);

    // Where no threshold could be chosen for want of positives, one half decides.
    private static IEnumerable<float> Decide(LabelPredictions predictions, DecisionThresholds thresholds)
    {
        var values = predictions.Labels.Select(thresholds.Of).Select(value => double.IsNaN(value) ? 0.5 : value).ToArray();
        for (var record = 0; record < predictions.Records; record++)
        {
            for (var label = 0; label < values.Length; label++)
            {
                yield return predictions.Probability(record, label) >= values[label] ? 1 : 0;
            }
        }
    }
}
