using EcgScaling.LibTorch.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Exponentials that sum to one along a dimension.</summary>
    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) => Aten.SoftmaxInt.Tensor(input, dim, dtype);

    /// <summary>The logarithm of softmax along a dimension.</summary>
    public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.LogSoftmaxInt.Tensor(input, dim, dtype);

    /// <summary>Every element, or zero where it is negative.</summary>
    public static Tensor relu(Tensor input) => Aten.Relu.Tensor(input);

    /// <summary>The Gaussian error linear unit of every element.</summary>
    public static Tensor gelu(Tensor input) => GeluForward.Apply(input);
}
