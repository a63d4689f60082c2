namespace EcgScaling.Models;

/// <summary>Fixed numbers that tell a place in time.</summary>
public static class PositionTable
{
    private const double Base = 10_000;

    /// <summary>
    /// Sines then cosines, row by row: entry i of the first half of row p is sin(p / 10000^(i / half)). An odd width has
    /// one sine more than cosines.
    /// </summary>
    /// <returns><c>positions * width</c> numbers, row-major.</returns>
    public static float[] SinCos(int positions, int width)
    {
        var table = new float[positions * width];
        var half = (width + 1) / 2;
        for (var position = 0; position < positions; position++)
        {
            for (var i = 0; i < width; i++)
            {
                var angle = position / Math.Pow(Base, (double)(i % half) / half);
                table[(position * width) + i] = (float)(i < half ? Math.Sin(angle) : Math.Cos(angle));
            }
        }

        return table;
    }

    /// <summary>Rotary angles p / 10000^(i / half), row-major.</summary>
    /// <returns><c>positions * half</c> numbers.</returns>
    internal static double[] RotaryAngles(int positions, int half)
    {
        var table = new double[positions * half];
        for (var position = 0; position < positions; position++)
        {
            for (var i = 0; i < half; i++)
            {
                table[(position * half) + i] = position / Math.Pow(Base, (double)i / half);
            }
        }

        return table;
    }
}
