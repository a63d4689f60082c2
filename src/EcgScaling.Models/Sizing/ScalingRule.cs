namespace EcgScaling.Models;

/// <summary>Which knobs grow when an encoder is brought to a target size.</summary>
public enum ScalingRule
{
    /// <summary>Width and depth grow together; the family says how (see the family's page in the documentation).</summary>
    Compound,

    /// <summary>Only the width grows; the depth stays the basis'.</summary>
    WidthOnly,

    /// <summary>Only the depth grows; the width stays the basis'. Sizes below one block of the basis cannot be reached.</summary>
    DepthOnly,
}
