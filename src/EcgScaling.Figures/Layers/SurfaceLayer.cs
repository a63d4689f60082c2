using EcgScaling.Figures.Axes;

namespace EcgScaling.Figures.Layers;

/// <summary>
/// Values over a grid, as coloured cells, as lines of equal value, or both. <c>Values[i, j]</c> belongs to <c>Y[i]</c>, <c>X[j]</c>, the centres of the cells.
/// </summary>
internal sealed record SurfaceLayer(string ValueLabel, double[] X, double[] Y, double[,] Values) : FigureLayer((string?)null)
{
    public bool Cells { get; init; }

    public double[] Levels { get; init; } = [];

    public bool LogValues { get; init; }

    public SurfaceLayer Checked()
    {
        if (X.Length < 2 || Y.Length < 2 || Values.GetLength(0) != Y.Length || Values.GetLength(1) != X.Length)
        {
            throw new FigureDataException(ValueLabel, -1,
                $"Surface '{ValueLabel}': values are {Values.GetLength(0)} x {Values.GetLength(1)} for {Y.Length} y and {X.Length} x; give values[y, x] with at least 2 of each.");
        }

        Rising("x", X);
        Rising("y", Y);
        if (LogValues)
        {
            for (int i = 0; i < Y.Length; i++)
            {
                for (int j = 0; j < X.Length; j++)
                {
                    if (Values[i, j] <= 0)
                    {
                        throw new FigureDataException(ValueLabel, i * X.Length + j, $"Surface '{ValueLabel}', cell y {i}, x {j}: a logarithmic colour scale holds positive values only.");
                    }
                }
            }
        }

        return this;
    }

    public (double Low, double High) ValueRange()
    {
        var range = new AxisRange();
        foreach (double value in Values)
        {
            range.Add(value);
        }

        return range.IsEmpty ? (LogValues ? 1 : 0, LogValues ? 10 : 1) : range.Low == range.High ? (range.Low, range.Low + Math.Max(1e-12, Math.Abs(range.Low) * 0.1)) : (range.Low, range.High);
    }

    /// <summary>Edges of the cells around centres: halfway between neighbours, on a log axis in the logarithm.</summary>
    public static double[] Edges(double[] centres, bool log)
    {
        double[] at = log ? [.. centres.Select(value => Math.Log(value))] : centres;
        double[] edges = new double[at.Length + 1];
        for (int i = 1; i < at.Length; i++)
        {
            edges[i] = (at[i - 1] + at[i]) / 2;
        }

        edges[0] = at[0] - (edges[1] - at[0]);
        edges[^1] = at[^1] + (at[^1] - edges[^2]);
        return log ? [.. edges.Select(value => Math.Exp(value))] : edges;
    }

    public override void Extend(ref AxisRange x, ref AxisRange y, bool logX, bool logY)
    {
        x.Add(Cells ? Edges(X, logX) : X);
        y.Add(Cells ? Edges(Y, logY) : Y);
    }

    public override void Check(bool logX, bool logY)
    {
        CheckPositions("x", X, logX);
        CheckPositions("y", Y, logY);
    }

    private void Rising(string axis, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]) || (i > 0 && values[i] <= values[i - 1]))
            {
                throw new FigureDataException(ValueLabel, i, $"Surface '{ValueLabel}', {axis} {i}: centres must be finite and rise from one to the next.");
            }
        }
    }
}
