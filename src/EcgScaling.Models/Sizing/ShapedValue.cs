namespace EcgScaling.Models;

/// <summary>A value flowing through an <see cref="OperatorTally"/>: the shape of one tracing's tensor, without the batch axis.</summary>
public sealed class ShapedValue
{
    internal ShapedValue(long rows, long features, bool needsGradient)
    {
        Rows = rows;
        Features = features;
        NeedsGradient = needsGradient;
    }

    /// <summary>Time steps or tokens.</summary>
    public long Rows { get; }

    /// <summary>Channels or token size.</summary>
    public long Features { get; }

    /// <summary>Number of elements.</summary>
    public long Elements => Rows * Features;

    /// <summary>Whether the backward pass reaches this value; false for the tracing itself.</summary>
    public bool NeedsGradient { get; }

    /// <summary>Whether its storage is already counted as kept for the backward pass.</summary>
    internal bool Kept { get; set; }
}
