namespace EcgScaling.Figures.Svg;

/// <summary>A rectangle in pixels, y downwards.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double CentreX => X + Width / 2;

    public double CentreY => Y + Height / 2;

    public double Overlap(Box other)
    {
        double width = Math.Min(Right, other.Right) - Math.Max(X, other.X);
        double height = Math.Min(Bottom, other.Bottom) - Math.Max(Y, other.Y);
        return width > 0 && height > 0 ? width * height : 0;
    }

    public bool Holds(double x, double y, double slack = 0.5) => x >= X - slack && x <= Right + slack && y >= Y - slack && y <= Bottom + slack;
}
