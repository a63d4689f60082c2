using System.Globalization;

namespace EcgScaling.Figures.Svg;

/// <summary>Colour, marker and dash of a series; any two of the first seven differ in all three, so that a grey print still tells them apart.</summary>
internal readonly record struct SeriesLook(string Colour, MarkerShape Marker, string? Dash)
{
    // Okabe & Ito (2008), Color Universal Design; black and yellow replaced by a grey that holds on light and dark ground.
    private static readonly string[] s_distinct = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#7F7F7F"];

    private static readonly string?[] s_dashes = [null, "7 3", "2 2.5", "9 3 2 3", "12 4", "5 2 1 2 1 2", "4 4"];

    public static SeriesLook Of(SeriesPin pin) => new(
        s_distinct[pin.Colour % s_distinct.Length],
        (MarkerShape)(pin.Marker % MarkerShapes.Count),
        s_dashes[pin.Dash % s_dashes.Length]);

    public static Dictionary<string, SeriesLook> For(Figure figure)
    {
        string[] names = [.. figure.SeriesNames];
        var looks = new Dictionary<string, SeriesLook>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            bool pinned = figure.Pinned.TryGetValue(names[i], out SeriesPin pin);
            SeriesLook look = Of(pinned ? pin : new SeriesPin(i, i + i / s_distinct.Length, i));
            if (figure.Palette == FigurePalette.Ordered && !pinned)
            {
                look = look with { Colour = ColourRamp.At(names.Length == 1 ? 0.4 : 0.17 + 0.69 * i / (names.Length - 1)), Dash = null };
            }

            looks[names[i]] = look;
        }

        return looks;
    }
}

/// <summary>Dark violet to light yellow in steps that look even and stay ordered in grey (control points of the public-domain viridis map).</summary>
internal static class ColourRamp
{
    private static readonly (byte R, byte G, byte B)[] s_stops =
    [
        (68, 1, 84), (72, 40, 120), (62, 74, 137), (49, 104, 142), (38, 130, 142), (31, 158, 137), (53, 183, 121), (110, 206, 88), (181, 222, 43), (253, 231, 37),
    ];

    public static string At(double position)
    {
        double at = Math.Clamp(position, 0, 1) * (s_stops.Length - 1);
        int from = Math.Min((int)at, s_stops.Length - 2);
        double part = at - from;
        (byte R, byte G, byte B) a = s_stops[from];
        (byte R, byte G, byte B) b = s_stops[from + 1];
        return string.Create(CultureInfo.InvariantCulture, $"#{Mix(a.R, b.R, part):x2}{Mix(a.G, b.G, part):x2}{Mix(a.B, b.B, part):x2}");
    }

    private static int Mix(byte a, byte b, double part) => (int)Math.Round(a + (b - a) * part);
}
