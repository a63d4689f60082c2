namespace EcgScaling.Training.Transfer.Features;

/// <summary>Where in the encoder features are read.</summary>
public enum FeatureLevel
{
    /// <summary>One vector a record: what the encoder pools.</summary>
    Pooled,

    /// <summary>One vector a token or time step, before pooling.</summary>
    Tokens,
}
