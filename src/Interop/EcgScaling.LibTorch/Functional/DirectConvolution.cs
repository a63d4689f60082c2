using EcgScaling.LibTorch.Native;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>conv1d by the shim's kernels for short signals where they apply (CPU, 32-bit floats, one group), by libtorch's operator everywhere else.</summary>
internal static class DirectConvolution
{
    public static Tensor Apply(Tensor input, Tensor weight, Tensor? bias, long stride, long padding, long dilation, long groups)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(weight);
        var result = LibTorchRuntime.CheckHandle(ShimMethods.egs_conv1d(input.Handle, weight.Handle, bias?.Handle ?? 0, stride, padding, dilation, groups));
        GC.KeepAlive(input);
        GC.KeepAlive(weight);
        GC.KeepAlive(bias);
        return new Tensor(result);
    }
}
