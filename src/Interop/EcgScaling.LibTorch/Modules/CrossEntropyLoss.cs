using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Cross-entropy of logits over classes.</summary>
public sealed class CrossEntropyLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, nn.Reduction reduction = nn.Reduction.Mean, double label_smoothing = 0.0) : base(weight, reduction)
    {
        this.ignore_index = ignore_index;
        this.label_smoothing = label_smoothing;
    }

    /// <summary>Target class that does not count; null is -100.</summary>
    public long? ignore_index { get; }

    /// <summary>Share of the target spread over all classes.</summary>
    public double label_smoothing { get; }

    /// <summary>Computes the loss.</summary>
    /// <param name="input">Logits <c>(batch, class, ...)</c>.</param>
    /// <param name="target">Class indices (Int64) <c>(batch, ...)</c>, or probabilities of the input's shape.</param>
    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.cross_entropy(input, target, weight, ignore_index ?? -100, reduction, label_smoothing);
}
