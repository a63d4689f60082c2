using EcgScaling.Data.Terminology;

namespace EcgScaling.Training.Transfer.Encoders;

/// <summary>The linear head that supervised pre-training left behind: logits of the labels it was trained on.</summary>
/// <param name="Labels">The label axis.</param>
/// <param name="Vocabulary">What the labels are written in.</param>
/// <param name="Weights">Shape <c>(label, feature)</c>, flattened.</param>
/// <param name="Biases">One per label.</param>
public sealed record PretrainedHead(IReadOnlyList<string> Labels, LabelVocabulary Vocabulary, IReadOnlyList<float> Weights, IReadOnlyList<float> Biases)
{
    /// <summary>Numbers per record that it takes.</summary>
    public int FeatureSize => Weights.Count / Math.Max(1, Labels.Count);

    /// <summary>The logit of one label.</summary>
    /// <param name="features">One record's pooled features.</param>
    /// <param name="label">The place of the label.</param>
    public double Logit(ReadOnlySpan<float> features, int label)
    {
        double sum = Biases[label];
        for (var feature = 0; feature < features.Length; feature++)
        {
            sum += (double)Weights[(label * features.Length) + feature] * features[feature];
        }

        return sum;
    }
}
