using EcgScaling.Training.Transfer.Encoders;
using EcgScaling.Training.Transfer.Protocols;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Training.Transfer;

/// <summary>Predictions of the pre-trained head for the labels of a task.</summary>
internal static class ZeroShot
{
    /// <summary>The labels of a task that a head can predict, each with the places of the head's labels it takes.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<int>> LabelsOf(PretrainedHead head, TransferTask task, IEnumerable<string> labels) => labels
        .Select(label => (label, Places: LabelRelations.HeadsFor(label, task.Vocabulary, head.Labels, head.Vocabulary)))
        .Where(item => item.Places.Count > 0).ToDictionary(item => item.label, item => item.Places, StringComparer.Ordinal);

    /// <summary>Logits of some exams, <c>(exam, label)</c>, flattened.</summary>
    public static float[] Logits(PretrainedHead head, IReadOnlyList<IReadOnlyList<int>> places, ReadOnlySpan<float> features, int records)
    {
        var width = features.Length / Math.Max(1, records);
        var logits = new float[records * places.Count];
        for (var record = 0; record < records; record++)
        {
            for (var label = 0; label < places.Count; label++)
            {
                logits[(record * places.Count) + label] = (float)AnyOf(head, places[label], features.Slice(record * width, width));
            }
        }

        return logits;
    }

    // The chance of any of several labels, taken as independent; one label keeps its logit exactly.
    private static double AnyOf(PretrainedHead head, IReadOnlyList<int> places, ReadOnlySpan<float> features)
    {
        if (places.Count == 1)
        {
            return head.Logit(features, places[0]);
        }

        var none = 0.0;
        foreach (var place in places)
        {
            none -= Logistic.SoftPlus(head.Logit(features, place));
        }

        // none = ln P(no label); the logit of its complement, without cancellation.
        return Math.Log(none > -1e-5 ? -none : 1 - Math.Exp(none)) - none;
    }
}
