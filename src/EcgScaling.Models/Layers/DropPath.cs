using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>Stochastic depth: drops a whole residual branch of a tracing and scales the others up.</summary>
internal static class DropPath
{
    internal static Tensor Apply(Tensor branch, double probability, bool training)
    {
        if (!training || probability <= 0)
        {
            return branch;
        }

        using var scope = NewDisposeScope();
        var keep = functional.dropout(ones([branch.shape[0], 1, 1], dtype: branch.dtype, device: branch.device), probability, training: true);
        return (branch * keep).MoveToOuterDisposeScope();
    }
}
