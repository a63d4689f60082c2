using EcgScaling.Figures.Axes;

namespace EcgScaling.Figures.Layers;

internal sealed record TextLayer(double X, double Y, string Text) : FigureLayer((string?)null)
{
    public override void Extend(ref AxisRange x, ref AxisRange y, bool logX, bool logY)
    {
        x.Add(X);
        y.Add(Y);
    }

    public override void Check(bool logX, bool logY)
    {
        CheckPosition("x", X, 0, logX);
        CheckPosition("y", Y, 0, logY);
    }
}
