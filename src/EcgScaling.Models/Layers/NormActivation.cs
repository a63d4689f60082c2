using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>Normalisation, activation and dropout, one after another or, where the backend can, in one pass over memory with the same result.</summary>
internal static partial class NormActivation
{
    /// <summary>Leaves <paramref name="x"/> as it is.</summary>
    internal static Tensor Apply(Tensor x, Module<Tensor, Tensor> norm, ActivationKind activation, Dropout dropout)
    {
        Tensor? fused = null;
        if (activation == ActivationKind.Relu && norm is BatchNorm1d batch)
        {
            TryFuse(x, batch, dropout, ref fused);
        }

        return fused ?? dropout.call(Activations.ApplyInPlace(norm.call(x), activation));
    }

    static partial void TryFuse(Tensor x, BatchNorm1d norm, Dropout dropout, ref Tensor? result);
}
