using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>
/// Pools <c>(batch, token, feature)</c> to <c>(batch, feature)</c>: a mean weighted by the softmax over tokens of their
/// scaled product with one learned query.
/// </summary>
public sealed class AttentivePool : Module<Tensor, Tensor>
{
    private const double StartDeviation = 0.02;
    private readonly double _scale;
    private readonly Parameter query;

    /// <summary>Makes the pool with a query near zero, at which every token counts the same.</summary>
    /// <param name="features">Size of a token.</param>
    public AttentivePool(int features)
        : base(nameof(AttentivePool))
    {
        _scale = 1 / Math.Sqrt(features);
        query = Parameter(randn(1, features) * StartDeviation);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tokens) => Pool(tokens, keep: null);

    /// <summary>Pools the tokens for which <paramref name="keep"/> <c>(batch, token)</c> is true.</summary>
    internal Tensor Pool(Tensor tokens, Tensor? keep)
    {
        using var scope = NewDisposeScope();
        var scores = functional.linear(tokens, query) * _scale;
        if (keep is not null)
        {
            scores = scores.masked_fill(keep.logical_not().unsqueeze(2), double.NegativeInfinity);
        }

        var weights = functional.softmax(scores, 1);
        return bmm(weights.transpose(1, 2), tokens).squeeze(1).MoveToOuterDisposeScope();
    }
}
