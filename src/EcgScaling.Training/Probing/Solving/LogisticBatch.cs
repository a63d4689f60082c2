using static TorchSharp.torch;

namespace EcgScaling.Training.Probing.Solving;

/// <summary>Ridge logistic regressions of several labels on the same records, as matrices: a product with the records serves all labels.</summary>
/// <param name="Design">The records.</param>
/// <param name="Targets">Shape <c>(record, label)</c>; 0 where not known.</param>
/// <param name="Shares">What each record counts, <c>(record, label)</c>: columns sum to 1, 0 where not known.</param>
/// <param name="Ridges">The ridge of each axis, <c>(axis + 1, 1)</c>.</param>
internal sealed record LogisticBatch(ProbeDesign Design, Tensor Targets, Tensor Shares, Tensor Ridges)
{
    /// <summary>Some of the labels.</summary>
    public LogisticBatch Select(Tensor labels) => this with { Targets = Targets.index_select(1, labels), Shares = Shares.index_select(1, labels) };

    /// <summary>Objective, gradient and curvature of the losses at weights of shape <c>(axis + 1, label)</c>.</summary>
    public LogisticState Evaluate(Tensor weights)
    {
        using var scope = NewDisposeScope();
        var logits = Design.Columns.mm(weights);
        var chances = logits.sigmoid();
        var losses = logits.clamp_min(0) - (logits * Targets) + logits.abs().neg().exp().log1p();
        var objective = (Shares * losses).sum([0]) + ((Ridges * weights.square()).sum([0]) * 0.5);
        var gradient = Design.Columns.t().mm(Shares * (chances - Targets)) + (Ridges * weights);
        var curvature = Shares * chances * (1 - chances);
        return new LogisticState(weights, objective.MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope(), curvature.MoveToOuterDisposeScope());
    }
}
