namespace EcgScaling.Models;

/// <summary>How token or time features become one feature vector.</summary>
public enum Pooling
{
    /// <summary>The mean over tokens.</summary>
    Mean,

    /// <summary>All tokens side by side, channel by channel in time, as in the 2020 ResNet. Ties the encoder to one length.</summary>
    Flatten,

    /// <summary>A learned token that is put before the others (Transformer only).</summary>
    Cls,

    /// <summary>A mean weighted by the softmax of each token's product with one learned query.</summary>
    Attentive,
}
