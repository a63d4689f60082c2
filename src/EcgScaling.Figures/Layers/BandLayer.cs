using EcgScaling.Figures.Axes;

namespace EcgScaling.Figures.Layers;

internal sealed record BandLayer(string Label, double[] X, double[] Low, double[] High) : FigureLayer(Label)
{
    public BandLayer Checked()
    {
        SameLength(Label, "low", X.Length, Low.Length);
        SameLength(Label, "high", X.Length, High.Length);
        return this;
    }

    public override void Extend(ref AxisRange x, ref AxisRange y, bool logX, bool logY)
    {
        for (int i = 0; i < X.Length; i++)
        {
            if (!double.IsNaN(Low[i]) && !double.IsNaN(High[i]))
            {
                x.Add(X[i]);
            }
        }

        y.AddBounds(Low, logY);
        y.AddBounds(High, logY);
    }

    public override void Check(bool logX, bool logY) => CheckPositions("x", X, logX);
}
