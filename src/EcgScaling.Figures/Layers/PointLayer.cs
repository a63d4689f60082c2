using EcgScaling.Figures.Axes;

namespace EcgScaling.Figures.Layers;

internal sealed record PointLayer(string Label, double[] X, double[] Y) : FigureLayer(Label)
{
    public double[]? YLow { get; init; }

    public double[]? YHigh { get; init; }

    public double[]? XLow { get; init; }

    public double[]? XHigh { get; init; }

    /// <summary>One text per point, shown when a pointer rests on it.</summary>
    public string[]? Notes { get; init; }

    public bool Hollow { get; init; }

    public PointLayer Checked()
    {
        SameLength(Label, "y", X.Length, Y.Length);
        Paired("y", YLow, YHigh);
        Paired("x", XLow, XHigh);
        if (Notes is not null)
        {
            SameLength(Label, "notes", X.Length, Notes.Length);
        }

        return this;
    }

    private void Paired(string axis, double[]? low, double[]? high)
    {
        if ((low is null) != (high is null))
        {
            throw new FigureDataException(Label, -1, $"Series '{Label}': error bars along {axis} need both ends; give {axis}Low and {axis}High.");
        }

        if (low is not null)
        {
            SameLength(Label, axis + "Low", X.Length, low.Length);
            SameLength(Label, axis + "High", X.Length, high!.Length);
        }
    }

    public override void Extend(ref AxisRange x, ref AxisRange y, bool logX, bool logY)
    {
        x.Add(X);
        y.Add(Y);
        x.AddBounds(XLow ?? [], logX);
        x.AddBounds(XHigh ?? [], logX);
        y.AddBounds(YLow ?? [], logY);
        y.AddBounds(YHigh ?? [], logY);
    }

    public override void Check(bool logX, bool logY)
    {
        CheckPositions("x", X, logX);
        CheckPositions("y", Y, logY);
    }
}
