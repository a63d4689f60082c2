namespace EcgScaling.Models;

/// <summary>The normalisation of a convolutional stream.</summary>
public enum NormalisationKind
{
    /// <summary>Batch normalisation with running statistics (eps 1e-5, momentum 0.1).</summary>
    Batch,

    /// <summary>Group normalisation: the largest number of groups up to 8 that divides the channels.</summary>
    Group,

    /// <summary>Over channels and time of each tracing (group normalisation with one group).</summary>
    Layer,
}
