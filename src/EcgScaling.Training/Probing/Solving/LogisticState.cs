using static TorchSharp.torch;

namespace EcgScaling.Training.Probing.Solving;

/// <summary>Where a batch of regressions is.</summary>
/// <param name="Weights">Shape <c>(axis + 1, label)</c>.</param>
/// <param name="Objective">Shape <c>(label)</c>.</param>
/// <param name="Gradient">Shape <c>(axis + 1, label)</c>.</param>
/// <param name="Curvature">The second derivative of each record's loss times its share, <c>(record, label)</c>.</param>
internal sealed record LogisticState(Tensor Weights, Tensor Objective, Tensor Gradient, Tensor Curvature)
{
    public LogisticState Select(Tensor labels) =>
        new(Weights.index_select(1, labels), Objective.index_select(0, labels), Gradient.index_select(1, labels), Curvature.index_select(1, labels));

    /// <summary>Keeps the tensors when the current scope ends.</summary>
    public LogisticState Kept()
    {
        Weights.MoveToOuterDisposeScope();
        Objective.MoveToOuterDisposeScope();
        Gradient.MoveToOuterDisposeScope();
        Curvature.MoveToOuterDisposeScope();
        return this;
    }

    /// <summary>Frees all but the weights, which the start may share.</summary>
    public void Forget()
    {
        Objective.Dispose();
        Gradient.Dispose();
        Curvature.Dispose();
    }
}
