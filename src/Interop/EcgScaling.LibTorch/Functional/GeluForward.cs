using EcgScaling.LibTorch.Dispatch;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>GELU out of place, with a gradient that is right in every layout.</summary>
internal static class GeluForward
{
    /// <summary>
    /// libtorch 1.13 computes the gradient in 32-bit floats on the processor wrongly where input and incoming gradient differ in layout. The input is made
    /// contiguous, and the two views, which copy nothing, give a contiguous gradient.
    /// </summary>
    public static Tensor Apply(Tensor x, string approximate = "none")
    {
        ArgumentNullException.ThrowIfNull(x);
        if (!x.requires_grad || !is_grad_enabled() || x.dtype != ScalarType.Float32 || x.device_type != DeviceType.CPU)
        {
            return Aten.Gelu.Tensor(x, approximate);
        }

        using var scope = NewDisposeScope();
        return Aten.Gelu.Tensor(x.contiguous(), approximate).view(-1).view(x.shape).MoveToOuterDisposeScope();
    }
}
