using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EcgScaling.Models;

/// <summary>Layers of a Transformer block, one after another or, where the backend can, in fewer passes over memory with the same result to rounding.</summary>
internal static partial class FusedLayers
{
    /// <summary>A linear layer and its activation.</summary>
    internal static Tensor LinearActivation(Tensor x, Linear linear, ActivationKind activation)
    {
        Tensor? fused = null;
        if (activation == ActivationKind.Gelu)
        {
            TryLinearGelu(x, linear, ref fused);
        }

        return fused ?? Activations.ApplyInPlace(linear.call(x), activation);
    }

    /// <summary>A residual plus a linear layer of <paramref name="x"/>.</summary>
    internal static Tensor LinearAdd(Tensor x, Linear linear, Tensor residual)
    {
        Tensor? fused = null;
        TryLinearAdd(x, linear, residual, ref fused);
        return fused ?? residual + linear.call(x);
    }

    /// <summary>Attention of all tokens <c>(batch, token, 3 x head x feature)</c>; null where the backend cannot.</summary>
    /// <param name="joint">Queries, keys and values, head after head.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="mask">True for keys that may be attended, <c>(batch, 1, 1, token)</c>; null for all.</param>
    /// <param name="rotary">Angles of the tokens' places; null where positions were added before.</param>
    /// <param name="dropout">Probability to drop a weight.</param>
    internal static Tensor? SelfAttention(Tensor joint, int heads, Tensor? mask = null, RotaryAngles? rotary = null, double dropout = 0)
    {
        Tensor? fused = null;
        TrySelfAttention(joint, heads, mask, rotary, dropout, ref fused);
        return fused;
    }

    static partial void TryLinearGelu(Tensor x, Linear linear, ref Tensor? result);

    static partial void TryLinearAdd(Tensor x, Linear linear, Tensor residual, ref Tensor? result);

    static partial void TrySelfAttention(Tensor joint, int heads, Tensor? mask, RotaryAngles? rotary, double dropout, ref Tensor? result);
}
