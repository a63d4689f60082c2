using EcgScaling.Figures.Axes;

namespace EcgScaling.Figures.Layers;

/// <summary>A line across the whole plot: at an x, at a y, or the diagonal y = x. With a series it takes that series' colour.</summary>
internal sealed record ReferenceLayer(ReferenceKind Kind, double At, string? Text, string? Owner) : FigureLayer(Owner)
{
    public override void Extend(ref AxisRange x, ref AxisRange y, bool logX, bool logY)
    {
        if (Kind == ReferenceKind.Vertical)
        {
            x.Add(At);
        }
        else if (Kind == ReferenceKind.Horizontal)
        {
            y.Add(At);
        }
    }

    public override void Check(bool logX, bool logY)
    {
        if (Kind == ReferenceKind.Vertical)
        {
            CheckPosition("x", At, 0, logX);
        }
        else if (Kind == ReferenceKind.Horizontal)
        {
            CheckPosition("y", At, 0, logY);
        }
    }
}

internal enum ReferenceKind
{
    Vertical,
    Horizontal,
    Diagonal,
}
