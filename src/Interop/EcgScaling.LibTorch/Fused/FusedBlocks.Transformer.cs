using EcgScaling.LibTorch.Native;
using TorchSharp;
using TorchSharp.Modules;

namespace EcgScaling.LibTorch;

public static partial class FusedBlocks
{
    /// <summary>A linear layer and the exact GELU after it; the bias is added and its gradient summed in the passes of the GELU.</summary>
    /// <param name="input"><c>(..., in)</c>.</param>
    /// <param name="linear">The layer; it needs a bias.</param>
    /// <returns><c>(..., out)</c>; null where the layers must be called one by one: on another device or in another precision, under autocast, without a bias, or with
    /// <c>ECGSCALING_KERNELS=libtorch</c>.</returns>
    public static torch.Tensor? LinearGelu(torch.Tensor input, Linear linear)
    {
        ArgumentNullException.ThrowIfNull(linear);
        return LinearGelu(input, linear.weight, linear.bias);
    }

    /// <summary>A residual plus a linear layer of another tensor: the matrix product is added to the residual and the bias where they lie.</summary>
    /// <param name="input"><c>(..., in)</c>.</param>
    /// <param name="linear">The layer; it needs a bias.</param>
    /// <param name="residual"><c>(..., out)</c>; it is left as it is.</param>
    /// <returns><c>(..., out)</c>; null where <see cref="LinearGelu(torch.Tensor, Linear)"/> would give null, too.</returns>
    public static torch.Tensor? LinearAdd(torch.Tensor input, Linear linear, torch.Tensor residual)
    {
        ArgumentNullException.ThrowIfNull(linear);
        return LinearAdd(input, linear.weight, linear.bias, residual);
    }

    /// <summary>Layer normalisation over the last dimension, or null where libtorch's operator must do it.</summary>
    internal static torch.Tensor? LayerNorm(torch.Tensor input, long[] shape, torch.Tensor? weight, torch.Tensor? bias, double eps)
    {
        if (weight is null || bias is null || shape is not [var width] || !Handles(input) || input.shape[^1] != width || !Handles(weight) || !Handles(bias)
            || weight.shape is not [var scales] || scales != width || bias.shape is not [var shifts] || shifts != width || !weight.is_contiguous() || !bias.is_contiguous())
        {
            return null;
        }

        var result = LibTorchRuntime.CheckHandle(ShimMethods.egs_layer_norm(input.Handle, weight.Handle, bias.Handle, eps));
        GC.KeepAlive(input);
        GC.KeepAlive(weight);
        GC.KeepAlive(bias);
        return new torch.Tensor(result);
    }

    /// <summary>A linear layer, or null where libtorch's operator must do it.</summary>
    internal static torch.Tensor? Linear(torch.Tensor input, torch.Tensor weight, torch.Tensor? bias) => Affine(input, weight, bias, ShimMethods.egs_linear);

    internal static torch.Tensor? LinearGelu(torch.Tensor input, torch.Tensor weight, torch.Tensor? bias) => Affine(input, weight, bias, ShimMethods.egs_linear_gelu);

    internal static torch.Tensor? LinearAdd(torch.Tensor input, torch.Tensor weight, torch.Tensor? bias, torch.Tensor residual)
    {
        if (!Handles(input) || !Handles(residual) || !Fits(input, weight, bias)
            || !residual.shape.AsSpan(0, residual.shape.Length - 1).SequenceEqual(input.shape.AsSpan(0, input.shape.Length - 1)) || residual.shape[^1] != weight.shape[0])
        {
            return null;
        }

        var result = LibTorchRuntime.CheckHandle(ShimMethods.egs_linear_add(input.Handle, weight.Handle, bias!.Handle, residual.Handle));
        GC.KeepAlive(input);
        GC.KeepAlive(weight);
        GC.KeepAlive(bias);
        GC.KeepAlive(residual);
        return new torch.Tensor(result);
    }

    private static torch.Tensor? Affine(torch.Tensor input, torch.Tensor weight, torch.Tensor? bias, Func<nint, nint, nint, nint> layer)
    {
        if (!Handles(input) || !Fits(input, weight, bias))
        {
            return null;
        }

        var result = LibTorchRuntime.CheckHandle(layer(input.Handle, weight.Handle, bias!.Handle));
        GC.KeepAlive(input);
        GC.KeepAlive(weight);
        GC.KeepAlive(bias);
        return new torch.Tensor(result);
    }

    private static bool Handles(torch.Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.dtype == torch.ScalarType.Float32 && tensor.device_type == DeviceType.CPU && tensor.dim() > 0 && tensor.numel() > 0
            && DirectKernels.Enabled && ShimMethods.egs_autocasting() == 0;
    }

    private static bool Fits(torch.Tensor input, torch.Tensor weight, torch.Tensor? bias) =>
        bias is not null && Handles(weight) && Handles(bias) && bias.is_contiguous() && weight.shape is [var rows, var columns] && input.shape[^1] == columns
        && bias.shape is [var shifts] && shifts == rows;
}
