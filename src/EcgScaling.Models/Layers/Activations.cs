using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>Applies an activation.</summary>
internal static class Activations
{
    /// <summary>Overwrites the argument where the activation's gradient does not need it.</summary>
    internal static Tensor ApplyInPlace(Tensor x, ActivationKind kind) => kind switch
    {
        ActivationKind.Gelu => Gelu(x),
        ActivationKind.Silu => functional.silu(x),
        _ => functional.relu(x, inplace: true),
    };

    /// <summary>
    /// GELU whose gradient comes in the layout of its input. In libtorch 1.13 the processor's gradient in 32-bit floats
    /// is wrong where the two differ; the two views cost nothing, and their gradient is contiguous. EcgScaling.LibTorch
    /// guards its own GELU so; this one stays for the other backend, whose libtorch was not tried.
    /// </summary>
    private static Tensor Gelu(Tensor x)
    {
        using var scope = NewDisposeScope();
        var y = functional.gelu(x.contiguous());
        return y.view(-1).view(y.shape).MoveToOuterDisposeScope();
    }
}
