using static TorchSharp.torch;

namespace EcgScaling.Models;

/// <summary>Cosines and sines by which queries and keys of each token are turned, broadcastable to <c>(batch, head, token, half of the head)</c>.</summary>
internal sealed class RotaryAngles(Tensor cos, Tensor sin)
{
    internal Tensor Cos { get; } = cos;

    internal Tensor Sin { get; } = sin;

    /// <summary>Turns the pairs (i, i + half) of <c>(batch, head, token, feature)</c>.</summary>
    internal Tensor Turn(Tensor x)
    {
        using var scope = NewDisposeScope();
        var half = x.shape[3] / 2;
        var (a, b) = (x.narrow(3, 0, half), x.narrow(3, half, half));
        return cat([(a * Cos) - (b * Sin), (b * Cos) + (a * Sin)], 3).MoveToOuterDisposeScope();
    }
}
