using EcgScaling.LibTorch.Dispatch;
using EcgScaling.LibTorch.Native;
using TorchSharp;

namespace EcgScaling.LibTorch.Random;

/// <summary>
/// Dropout on the CPU. With the kernels of our own the mask comes from a counter (Philox 4x32-10) whose key is drawn from the default generator, on all threads;
/// without them, or with <c>ECGSCALING_DROPOUT=libtorch</c>, in bulk with the bits of <c>aten::dropout</c>. The product is an ordinary operator, so gradients follow.
/// Falls back to <c>aten::dropout</c> for anything but contiguous float or double CPU tensors, and where libtorch's bits are wanted and this libtorch draws differently.
/// </summary>
internal static class FusedDropout
{
    private static readonly AtenOp s_dropout = new("aten::dropout");
    private static readonly AtenOp s_dropoutInPlace = new("aten::dropout_");
    private static readonly Lazy<bool> s_sameBits = new(DrawsTheSameBits);

    /// <summary>Zeroes elements with probability p and scales the others by 1 / (1 - p).</summary>
    public static torch.Tensor Apply(torch.Tensor input, double p)
    {
        if (!Handles(input, p))
        {
            return s_dropout.Tensor(input, p, true);
        }

        using var mask = Mask(input, p, FromCounter);
        return Aten.MulTensor.Tensor(input, mask);
    }

    /// <summary>The same, written over the input; the result is the input under another object.</summary>
    public static torch.Tensor ApplyInPlace(torch.Tensor input, double p)
    {
        if (!Handles(input, p))
        {
            return s_dropoutInPlace.Tensor(input, p, true);
        }

        using var mask = Mask(input, p, FromCounter);
        return Aten.MulInPlaceTensor.Tensor(input, mask);
    }

    private static bool Handles(torch.Tensor input, double p) =>
        p is > 0 and < 1
        && input.dtype is torch.ScalarType.Float32 or torch.ScalarType.Float64
        && input.device_type == DeviceType.CPU
        && input.is_contiguous()
        && input.NumberOfElements > 0
        && (FromCounter || s_sameBits.Value);

    private static bool FromCounter => ShimMethods.egs_dropout_from_counter() != 0;

    private static torch.Tensor Mask(torch.Tensor input, double p, bool fromCounter)
    {
        var mask = LibTorchRuntime.CheckHandle(ShimMethods.egs_dropout_mask(input.Handle, 1 - p, fromCounter ? 1 : 0));
        GC.KeepAlive(input);
        return new torch.Tensor(mask);
    }

    // Once per process: a libtorch that fills masks another way (with MKL, say) keeps its own way. The generator is left as it was found.
    private static bool DrawsTheSameBits()
    {
        const int Elements = 1500;
        using var scope = torch.NewDisposeScope();
        using var quiet = torch.no_grad();
        var before = torch.get_rng_state();
        try
        {
            foreach (var type in (torch.ScalarType[])[torch.ScalarType.Float32, torch.ScalarType.Float64])
            {
                var ones = torch.ones(Elements, type);
                torch.set_rng_state(before);
                var expected = s_dropout.Tensor(ones, 0.3, true);
                var stateExpected = torch.get_rng_state();
                torch.set_rng_state(before);
                if (!Mask(ones, 0.3, fromCounter: false).Equals(expected) || !torch.get_rng_state().Equals(stateExpected))
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            torch.set_rng_state(before);
        }
    }
}
