using EcgScaling.LibTorch.Native;
using TorchSharp;

namespace EcgScaling.LibTorch;

public static partial class FusedBlocks
{
    /// <summary>Self-attention of all tokens, without transposes and without keeping scores: softmax(q·kᵀ/√d), dropout, times v.</summary>
    /// <param name="joint"><c>(batch, token, 3 x head x feature)</c>: queries, keys and values, head after head.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="mask">True for keys that may be attended, <c>(batch, 1, 1, token)</c>; null for all.</param>
    /// <param name="rotary">Cosines and sines by which the pairs (i, i + feature / 2) of queries and keys are turned, <c>(token, feature / 2)</c> or
    /// <c>(batch, 1, token, feature / 2)</c>; null where positions were added before.</param>
    /// <param name="p">Probability to drop a weight; give 0 in evaluation. Masks come from the counter, and are drawn again in the backward pass.</param>
    /// <returns><c>(batch, token, head x feature)</c>; null where operators must do it one by one: on another device or in another precision, under autocast, for masks of other
    /// shapes, to drop everything, where masks are libtorch's (<c>ECGSCALING_DROPOUT=libtorch</c>), or with <c>ECGSCALING_KERNELS=libtorch</c>.</returns>
    public static torch.Tensor? SelfAttention(torch.Tensor joint, long heads, torch.Tensor? mask = null, (torch.Tensor Cos, torch.Tensor Sin)? rotary = null, double p = 0)
    {
        if (!Handles(joint) || joint.dim() != 3 || heads < 1 || joint.shape[2] % (3 * heads) != 0 || !IsKeyMask(joint, mask)
            || (rotary is { } angles && !(AreAngles(joint, heads, angles.Cos) && AreAngles(joint, heads, angles.Sin)))
            || p is < 0 or >= 1 || (p > 0 && ShimMethods.egs_dropout_from_counter() == 0))
        {
            return null;
        }

        var result = LibTorchRuntime.CheckHandle(ShimMethods.egs_self_attention(joint.Handle, heads, mask?.Handle ?? 0, rotary?.Cos.Handle ?? 0, rotary?.Sin.Handle ?? 0, p));
        GC.KeepAlive(joint);
        GC.KeepAlive(mask);
        GC.KeepAlive(rotary?.Cos);
        GC.KeepAlive(rotary?.Sin);
        return new torch.Tensor(result);
    }

    private static bool IsKeyMask(torch.Tensor joint, torch.Tensor? mask) =>
        mask is null || (mask.dtype == torch.ScalarType.Bool && mask.device_type == DeviceType.CPU && mask.shape is [var batch, 1, 1, var tokens]
            && batch == joint.shape[0] && tokens == joint.shape[1]);

    private static bool AreAngles(torch.Tensor joint, long heads, torch.Tensor table)
    {
        var (size, shape) = (joint.shape[2] / (3 * heads), table.shape);
        return Handles(table) && !table.requires_grad && size % 2 == 0 && shape.Length >= 2 && shape[^1] == size / 2 && shape[^2] == joint.shape[1]
            && (shape.Length == 2 || (shape is [var batch, 1, _, _] && batch == joint.shape[0]));
    }
}
