using EcgScaling.Figures.Axes;

namespace EcgScaling.Figures.Layers;

/// <summary>One kind of mark for one series. A null series takes no colour slot and no line in the legend.</summary>
internal abstract record FigureLayer(string? Series)
{
    /// <summary>How this layer is called in messages.</summary>
    public string Name => Series ?? GetType().Name.Replace("Layer", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Widens the ranges of both axes to hold this layer.</summary>
    public abstract void Extend(ref AxisRange x, ref AxisRange y, bool logX, bool logY);

    /// <summary>Throws <see cref="FigureDataException"/> for values that the axes cannot hold.</summary>
    public virtual void Check(bool logX, bool logY)
    {
    }

    protected static void SameLength(string series, string what, int expected, int found)
    {
        if (expected != found)
        {
            throw new FigureDataException(series, -1, $"Series '{series}': {what} has {found} values where x has {expected}; give one value per point.");
        }
    }

    /// <summary>Positions: NaN is a missing value, infinity is an error, and a log axis takes positive values only.</summary>
    protected void CheckPositions(string axis, double[] values, bool log)
    {
        for (int i = 0; i < values.Length; i++)
        {
            CheckPosition(axis, values[i], i, log);
        }
    }

    protected void CheckPosition(string axis, double value, int index, bool log)
    {
        if (double.IsInfinity(value))
        {
            throw new FigureDataException(Name, index, $"Series '{Name}', point {index}: {axis} is {(value > 0 ? "+infinity" : "-infinity")}. Positions must be finite; use NaN for a missing value.");
        }

        if (log && value <= 0)
        {
            string found = value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            throw new FigureDataException(Name, index, $"Series '{Name}', point {index}: {axis} is {found}, but the {axis} axis is logarithmic and holds positive values only. Leave the point out (NaN) or use a linear axis.");
        }
    }
}
