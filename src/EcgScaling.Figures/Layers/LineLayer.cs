using EcgScaling.Figures.Axes;

namespace EcgScaling.Figures.Layers;

internal sealed record LineLayer(string Label, double[] X, double[] Y) : FigureLayer(Label)
{
    /// <summary>Each value holds until the next x, as counts and schedules do.</summary>
    public bool Step { get; init; }

    /// <summary>Drawn thinner and lighter: an extrapolation, or one of many runs.</summary>
    public bool Faint { get; init; }

    public LineLayer Checked()
    {
        SameLength(Label, "y", X.Length, Y.Length);
        return this;
    }

    public override void Extend(ref AxisRange x, ref AxisRange y, bool logX, bool logY)
    {
        for (int i = 0; i < X.Length; i++)
        {
            if (double.IsFinite(X[i]) && double.IsFinite(Y[i]))
            {
                x.Add(X[i]);
                y.Add(Y[i]);
            }
        }
    }

    public override void Check(bool logX, bool logY)
    {
        CheckPositions("x", X, logX);
        CheckPositions("y", Y, logY);
    }
}
