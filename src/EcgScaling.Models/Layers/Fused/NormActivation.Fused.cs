using EcgScaling.LibTorch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace EcgScaling.Models;

internal static partial class NormActivation
{
    static partial void TryFuse(Tensor x, BatchNorm1d norm, Dropout dropout, ref Tensor? result) => result = FusedBlocks.NormReluDropout(x, norm, dropout);
}
