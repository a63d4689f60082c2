namespace EcgScaling.Figures.Axes;

/// <summary>Maps values of an axis to pixels.</summary>
internal sealed record AxisScale(AxisKind Kind, double Low, double High, double PixelLow, double PixelHigh)
{
    private const double Padding = 0.04;

    public bool IsLog => Kind == AxisKind.Log;

    /// <summary>Completes the range of an axis from the data, with a little room at both ends unless they are flush.</summary>
    public static AxisScale Fit(Axis axis, AxisRange data, bool flush = false)
    {
        bool log = axis.Kind == AxisKind.Log;
        if (data.IsEmpty)
        {
            data.Add(log ? 1 : 0);
            data.Add(log ? 10 : 1);
        }

        double low = data.Low;
        double high = data.High;
        if (axis.Kind == AxisKind.Category)
        {
            return new AxisScale(axis.Kind, low - 0.5, high + 0.5, 0, 1);
        }

        if (axis.FromZero && !log)
        {
            low = Math.Min(low, 0);
            high = Math.Max(high, 0);
        }

        if (!flush || low == high)
        {
            (low, high) = Widen(low, high, log, axis);
        }

        return new AxisScale(axis.Kind, axis.Min ?? low, axis.Max ?? high, 0, 1);
    }

    private static (double Low, double High) Widen(double low, double high, bool log, Axis axis)
    {
        if (log)
        {
            double from = Math.Log10(low);
            double to = Math.Log10(high);
            double room = to - from < 1e-9 ? 0.15 : (to - from) * Padding;
            return (Math.Pow(10, from - room), Math.Pow(10, to + room));
        }

        double span = high - low;
        double margin = span <= Math.Max(Math.Abs(high) * 1e-12, 1e-280) ? Math.Max(Math.Abs(high) * 0.1, 1e-12) : span * Padding;
        if (span <= 1e-280 && Math.Abs(high) <= 1e-280)
        {
            margin = 1;
        }

        bool restsOnZero = axis.FromZero && low == 0;
        bool hangsFromZero = axis.FromZero && high == 0;
        return (restsOnZero ? 0 : low - margin, hangsFromZero ? 0 : high + margin);
    }

    public AxisScale WithPixels(double low, double high) => this with { PixelLow = low, PixelHigh = high };

    public double Map(double value)
    {
        double at = IsLog
            ? (Math.Log10(value) - Math.Log10(Low)) / (Math.Log10(High) - Math.Log10(Low))
            : (value - Low) / (High - Low);
        return PixelLow + at * (PixelHigh - PixelLow);
    }

    /// <summary>Like <see cref="Map"/> for a bound of an interval: what lies beyond the axis, or cannot be on it, is put just outside the plot.</summary>
    public double MapBound(double value)
    {
        double beyond = PixelHigh > PixelLow ? 40 : -40;
        if (double.IsNegativeInfinity(value) || (IsLog && value <= 0))
        {
            return PixelLow - beyond;
        }

        return double.IsPositiveInfinity(value) ? PixelHigh + beyond : Map(value);
    }

    public double Unmap(double pixel)
    {
        double at = (pixel - PixelLow) / (PixelHigh - PixelLow);
        return IsLog
            ? Math.Pow(10, Math.Log10(Low) + at * (Math.Log10(High) - Math.Log10(Low)))
            : Low + at * (High - Low);
    }

    public bool Holds(double value)
    {
        double slack = IsLog ? 0 : (High - Low) * 1e-9;
        return IsLog ? value >= Low * (1 - 1e-9) && value <= High * (1 + 1e-9) : value >= Low - slack && value <= High + slack;
    }
}
