using static TorchSharp.torch;

namespace EcgScaling.Training.Optimisation;

/// <summary>The tensors of one parameter group of Adam or AdamW, in one order, and its weight decay.</summary>
internal sealed record AdamTensors(Tensor[] Parameters, Tensor[] Means, Tensor[] Squares, double WeightDecay)
{
    /// <summary>The gradients as they are now.</summary>
    public Tensor[] Gradients() => [.. Parameters.Select(parameter => parameter.grad!)];
}
