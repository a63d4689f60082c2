using EcgScaling.LibTorch.Distributed;
using EcgScaling.LibTorch.Native;
using TorchSharp;
using TorchSharp.Modules;

namespace EcgScaling.LibTorch;

/// <summary>
/// Chains of layers in one pass over memory. TorchSharp has nothing of the kind: code that also builds against it calls these from a file
/// that only this backend compiles, and the layers one by one elsewhere. The result is that of the layers to 32-bit rounding, with the same random numbers.
/// </summary>
public static partial class FusedBlocks
{
    /// <summary>Batch normalisation, ReLU and dropout, where one pass can do it.</summary>
    /// <param name="input"><c>(batch, channel, sample)</c>; it is left as it is.</param>
    /// <param name="norm">The normalisation; its running statistics are updated.</param>
    /// <param name="dropout">The dropout that follows, or null for none.</param>
    /// <returns><c>(batch, channel, sample)</c>; null where the layers must be called one by one: in evaluation, on another device or in another precision, under
    /// autocast, without running statistics or trained scales, or with <c>ECGSCALING_KERNELS=libtorch</c>.</returns>
    public static torch.Tensor? NormReluDropout(torch.Tensor input, BatchNorm1d norm, Dropout? dropout)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(norm);
        return Normalise(input, norm, relu: true, dropout is { training: true } ? dropout.p : 0);
    }

    /// <summary>Batch normalisation in training, by the statistics of all processes that share them, with ReLU and dropout where wanted; null where libtorch's operator must do it.</summary>
    internal static torch.Tensor? Normalise(torch.Tensor input, BatchNorm norm, bool relu, double p)
    {
        var group = ProcessGroup.OfBatchStatistics;
        if (!norm.training || !norm.track_running_stats || !norm.affine || norm.momentum is not { } momentum || p >= 1
            || input.dim() != 3 || input.dtype != torch.ScalarType.Float32 || input.device_type != DeviceType.CPU
            || norm.weight!.dtype != torch.ScalarType.Float32 || input.shape[1] != norm.num_features || input.numel() == 0
            || (group is null && input.shape[0] * input.shape[2] < 2) || !DirectKernels.Enabled || ShimMethods.egs_autocasting() != 0)
        {
            return null;
        }

        norm.CountBatch();
        var result = LibTorchRuntime.CheckHandle(ShimMethods.egs_norm_relu_dropout(
            input.Handle, norm.weight!.Handle, norm.bias!.Handle, norm.running_mean!.Handle, norm.running_var!.Handle, momentum, norm.eps, relu ? 1 : 0, p, group?.Handle ?? 0));
        GC.KeepAlive(input);
        GC.KeepAlive(norm);
        return new torch.Tensor(result);
    }
}
