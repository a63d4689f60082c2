namespace TorchSharp;

/// <summary>What a padded sample holds.</summary>
public enum PaddingModes
{
    /// <summary>Zero.</summary>
    Zeros = 0,

    /// <summary>The signal mirrored at its edge, the edge sample not repeated.</summary>
    Reflect = 1,

    /// <summary>The edge sample repeated.</summary>
    Replicate = 2,

    /// <summary>The signal's other end.</summary>
    Circular = 3,

    /// <summary>A given value.</summary>
    Constant = 4,
}
