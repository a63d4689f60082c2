using static TorchSharp.torch;

namespace EcgScaling.Models;

/// <summary>An encoder that can leave out padded samples at the end of a tracing.</summary>
public interface IPaddedEncoder
{
    /// <summary>Pooled features <c>(batch, feature)</c>, as if the samples from <paramref name="validSamples"/> on were not there.</summary>
    /// <param name="input">Tracings <c>(batch, lead, sample)</c>.</param>
    /// <param name="validSamples">64-bit number of valid samples of each tracing, <c>(batch)</c>; values below 1 count as 1.</param>
    /// <remarks>A patch that holds a valid sample is seen whole, with the padding in it.</remarks>
    Tensor Encode(Tensor input, Tensor validSamples);
}
