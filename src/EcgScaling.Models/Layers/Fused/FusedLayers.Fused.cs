using EcgScaling.LibTorch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EcgScaling.Models;

internal static partial class FusedLayers
{
    static partial void TryLinearGelu(Tensor x, Linear linear, ref Tensor? result) => result = FusedBlocks.LinearGelu(x, linear);

    static partial void TryLinearAdd(Tensor x, Linear linear, Tensor residual, ref Tensor? result) => result = FusedBlocks.LinearAdd(x, linear, residual);

    static partial void TrySelfAttention(Tensor joint, int heads, Tensor? mask, RotaryAngles? rotary, double dropout, ref Tensor? result) =>
        result = FusedBlocks.SelfAttention(joint, heads, mask, rotary is null ? null : (rotary.Cos, rotary.Sin), dropout);
}
