using TorchSharp;

namespace EcgScaling.Training.Running;

/// <summary>Lets CUDA's products use TensorFloat-32 units, or forbids it, until disposed. The setting belongs to the process.</summary>
internal sealed class TensorFloat32 : IDisposable
{
    private readonly bool _products = torch.backends.cuda.matmul.allow_tf32;
    private readonly bool _convolutions = torch.backends.cudnn.allow_tf32;

    private TensorFloat32(bool allowed) => (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32) = (allowed, allowed);

    /// <summary>What a precision asks for on a device; null where there is nothing to set. libtorch allows it to cuDNN by default, so full precision forbids it.</summary>
    public static TensorFloat32? For(Precision precision, string device) =>
        device.StartsWith("cuda", StringComparison.Ordinal) ? new TensorFloat32(precision == Precision.TensorFloat32) : null;

    public void Dispose() => (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32) = (_products, _convolutions);
}
