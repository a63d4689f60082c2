namespace EcgScaling.Figures.Axes;

/// <summary>The smallest interval that holds what was added; empty until the first finite value.</summary>
internal struct AxisRange()
{
    public double Low = double.PositiveInfinity;
    public double High = double.NegativeInfinity;

    public readonly bool IsEmpty => Low > High;

    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            return;
        }

        Low = Math.Min(Low, value);
        High = Math.Max(High, value);
    }

    public void Add(IEnumerable<double> values)
    {
        foreach (double value in values)
        {
            Add(value);
        }
    }

    public void Add(AxisRange other)
    {
        Low = Math.Min(Low, other.Low);
        High = Math.Max(High, other.High);
    }

    /// <summary>Bounds of intervals: on a log axis those at or below zero run off the edge and say nothing about the range.</summary>
    public void AddBounds(IEnumerable<double> values, bool log)
    {
        foreach (double value in values)
        {
            if (!log || value > 0)
            {
                Add(value);
            }
        }
    }
}
