using static EcgScaling.Figures.Svg.SvgWriter;

namespace EcgScaling.Figures.Svg;

internal enum MarkerShape
{
    Circle,
    Square,
    Triangle,
    Diamond,
    Down,
    Cross,
    Plus,
    Star,
}

internal static class MarkerShapes
{
    public const int Count = 8;

    /// <summary>The name Vega-Lite gives the shape, or a path in a box from -1 to 1 where it has none.</summary>
    public static string VegaName(MarkerShape shape) => shape switch
    {
        MarkerShape.Circle => "circle",
        MarkerShape.Square => "square",
        MarkerShape.Triangle => "triangle-up",
        MarkerShape.Diamond => "diamond",
        MarkerShape.Down => "triangle-down",
        MarkerShape.Cross => "M-1,-0.7L-0.7,-1L0,-0.3L0.7,-1L1,-0.7L0.3,0L1,0.7L0.7,1L0,0.3L-0.7,1L-1,0.7L-0.3,0Z",
        MarkerShape.Plus => "cross",
        _ => "M0,-1L0.26,-0.36L0.95,-0.31L0.42,0.14L0.59,0.81L0,0.45L-0.59,0.81L-0.42,0.14L-0.95,-0.31L-0.26,-0.36Z",
    };

    /// <summary>A path around (<paramref name="x"/>, <paramref name="y"/>); shapes of one <paramref name="radius"/> cover about the same area.</summary>
    public static string Path(MarkerShape shape, double x, double y, double radius)
    {
        double r = radius;
        return shape switch
        {
            MarkerShape.Circle => $"M{Number(x - r)} {Number(y)}a{Number(r)} {Number(r)} 0 1 0 {Number(2 * r)} 0a{Number(r)} {Number(r)} 0 1 0 {Number(-2 * r)} 0Z",
            MarkerShape.Square => Polygon(x, y, r * 0.9, (-1, -1), (1, -1), (1, 1), (-1, 1)),
            MarkerShape.Triangle => Polygon(x, y, r * 1.2, (0, -1), (0.95, 0.75), (-0.95, 0.75)),
            MarkerShape.Diamond => Polygon(x, y, r * 1.25, (0, -1), (0.9, 0), (0, 1), (-0.9, 0)),
            MarkerShape.Down => Polygon(x, y, r * 1.2, (0, 1), (0.95, -0.75), (-0.95, -0.75)),
            MarkerShape.Cross => Polygon(x, y, r * 1.15, (-1, -0.62), (-0.62, -1), (0, -0.38), (0.62, -1), (1, -0.62), (0.38, 0), (1, 0.62), (0.62, 1), (0, 0.38), (-0.62, 1), (-1, 0.62), (-0.38, 0)),
            MarkerShape.Plus => Polygon(x, y, r * 1.2, (-0.3, -1), (0.3, -1), (0.3, -0.3), (1, -0.3), (1, 0.3), (0.3, 0.3), (0.3, 1), (-0.3, 1), (-0.3, 0.3), (-1, 0.3), (-1, -0.3), (-0.3, -0.3)),
            _ => Polygon(x, y, r * 1.45, (0, -1), (0.26, -0.36), (0.95, -0.31), (0.42, 0.14), (0.59, 0.81), (0, 0.45), (-0.59, 0.81), (-0.42, 0.14), (-0.95, -0.31), (-0.26, -0.36)),
        };
    }

    private static string Polygon(double x, double y, double scale, params ReadOnlySpan<(double X, double Y)> corners)
    {
        var points = new (double X, double Y)[corners.Length];
        for (int i = 0; i < corners.Length; i++)
        {
            points[i] = (x + corners[i].X * scale, y + corners[i].Y * scale);
        }

        return PathText.Of([points], closed: true);
    }
}
