namespace EcgScaling.Figures.Axes;

internal enum AxisKind
{
    Linear,
    Log,
    Category,
}

/// <summary>What the author of a figure says about one axis; the range is completed from the data when it is drawn.</summary>
internal sealed record Axis(string Label, AxisKind Kind)
{
    public static readonly Axis Unlabelled = new("", AxisKind.Linear);

    public TickLabels Labels { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    public bool FromZero { get; init; }
}
