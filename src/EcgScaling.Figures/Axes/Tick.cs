namespace EcgScaling.Figures.Axes;

/// <summary>A mark on an axis; minor ones carry no label.</summary>
internal readonly record struct Tick(double Value, string? Label);
