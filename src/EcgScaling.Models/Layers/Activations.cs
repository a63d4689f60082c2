using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>Applies an activation.</summary>
internal static class Activations
{
    /// <summary>Overwrites the argument where the activation's gradient does not need it.</summary>
    internal static Tensor ApplyInPlace(Tensor x, ActivationKind kind) => kind switch
    {
        ActivationKind.Gelu => functional.gelu(x),
        ActivationKind.Silu => functional.silu(x),
        _ => functional.relu(x, inplace: true),
    };
}
