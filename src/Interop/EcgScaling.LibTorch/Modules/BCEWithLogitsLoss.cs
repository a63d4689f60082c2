using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Binary cross-entropy of logits, per element.</summary>
public sealed class BCEWithLogitsLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <summary>Creates the loss.</summary>
    public BCEWithLogitsLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean, Tensor? pos_weights = null) : base(weight, reduction)
    {
        this.pos_weights = pos_weights;
        if (pos_weights is not null)
        {
            register_buffer(nameof(pos_weights), pos_weights);
        }
    }

    /// <summary>Weight of the positive case per class, or null.</summary>
    public Tensor? pos_weights { get; }

    /// <summary>Computes the loss.</summary>
    /// <param name="input">Logits, any shape.</param>
    /// <param name="target">Same shape, 0 to 1.</param>
    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
}
