using EcgScaling.LibTorch.Dispatch;
using static TorchSharp.torch;

namespace EcgScaling.LibTorch.Cuda;

/// <summary>Operators over all parameters at once whose numbers (learning rate, step, factor) are tensors on the device, as recorded work needs them. TorchSharp has no counterpart.</summary>
public static class DeviceUpdates
{
    private static readonly AtenOp Adam = new("aten::_fused_adam_", "tensor_lr");
    private static readonly AtenOp AdamW = new("aten::_fused_adamw_", "tensor_lr");
    private static readonly AtenOp Norms = new("aten::_foreach_norm", "Scalar");
    private static readonly AtenOp Multiply = new("aten::_foreach_mul_", "Tensor");

    /// <summary>Whether this libtorch has them: 2.1 and newer.</summary>
    public static bool AreAvailable => Adam.IsAvailable && AdamW.IsAvailable && Norms.IsAvailable && Multiply.IsAvailable;

    /// <summary>The norm of each tensor.</summary>
    public static Tensor[] NormOfEach(IReadOnlyList<Tensor> tensors) => Norms.Tensors(Of(tensors), 2);

    /// <summary>Multiplies all tensors by a number that lies on their device.</summary>
    public static void Scale(IReadOnlyList<Tensor> tensors, Tensor factor) => Multiply.Void(Of(tensors), factor);

    /// <summary>One step of Adam, or of AdamW where the decay is <paramref name="decoupled"/>, in one pass over all parameters.</summary>
    /// <param name="parameters">What is trained, changed in place.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="means">The running means of the gradients, changed in place.</param>
    /// <param name="squares">The running means of their squares, changed in place.</param>
    /// <param name="step">The number of this step, from 1, a 32-bit float without dimensions.</param>
    /// <param name="learningRate">A 32-bit float without dimensions.</param>
    /// <param name="skip">One where nothing shall change, else zero; a 32-bit float without dimensions.</param>
    /// <param name="beta1">Decay of the means.</param>
    /// <param name="beta2">Decay of the squares.</param>
    /// <param name="epsilon">Added to the root of the squares.</param>
    /// <param name="weightDecay">Weight decay.</param>
    /// <param name="decoupled">Whether the decay is AdamW's.</param>
    public static void AdamStep(
        IReadOnlyList<Tensor> parameters, IReadOnlyList<Tensor> gradients, IReadOnlyList<Tensor> means, IReadOnlyList<Tensor> squares, Tensor step, Tensor learningRate, Tensor skip,
        double beta1, double beta2, double epsilon, double weightDecay, bool decoupled)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var steps = new Tensor[parameters.Count];
        Array.Fill(steps, step);
        (decoupled ? AdamW : Adam).Void(
            Of(parameters), Of(gradients), Of(means), Of(squares), Array.Empty<Tensor>(), steps, learningRate, beta1, beta2, weightDecay, epsilon, false, false, AtenArg.None, skip);
    }

    private static Tensor[] Of(IReadOnlyList<Tensor> tensors) => tensors as Tensor[] ?? [.. tensors];
}
