using static TorchSharp.torch;

namespace EcgScaling.Models;

/// <summary>An encoder whose features lie on a regular time grid, for light convolutional decoders.</summary>
public interface ITimeFeatureEncoder
{
    /// <summary>Samples of the tracing that one time step stands for.</summary>
    int TotalStride { get; }

    /// <summary>Features at the lowest resolution, <c>(batch, channel, time)</c>, for tracings <c>(batch, lead, sample)</c>.</summary>
    /// <exception cref="ArgumentException">The input does not fit the encoder.</exception>
    Tensor FeatureMap(Tensor input);
}
