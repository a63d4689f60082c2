using EcgScaling.LibTorch.Native;
using TorchSharp;

namespace EcgScaling.LibTorch;

public static partial class FusedBlocks
{
    // The place of a maximum in its window is kept in one byte.
    private const long LongestWindow = 256;

    /// <summary>Maximum over windows that follow one another, or null where libtorch's operator must do it: overlapping or spread windows, padding, windows that nothing fills.</summary>
    internal static torch.Tensor? MaxPool(torch.Tensor input, long window, long stride, long padding, long dilation, bool ceilMode)
    {
        if (window != stride || window is < 2 or > LongestWindow || padding != 0 || dilation != 1 || !Handles(input) || input.dim() is not (2 or 3)
            || (!ceilMode && input.shape[^1] < window))
        {
            return null;
        }

        var result = LibTorchRuntime.CheckHandle(ShimMethods.egs_max_pool(input.Handle, window, ceilMode ? 1 : 0));
        GC.KeepAlive(input);
        return new torch.Tensor(result);
    }
}
