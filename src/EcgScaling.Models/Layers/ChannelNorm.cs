using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace EcgScaling.Models;

/// <summary>Makes the normalisation of a stream <c>(batch, channel, time)</c>.</summary>
internal static class ChannelNorm
{
    internal static Module<Tensor, Tensor> Create(NormalisationKind kind, int channels) =>
        kind == NormalisationKind.Batch ? BatchNorm1d(channels) : GroupNorm(NormGroups.Of(kind, channels), channels);
}
