namespace EcgScaling.Figures.Svg;

/// <summary>Sizes and colours shared by all figures. Attributes carry the light look for any SVG reader; the style sheet adds the dark one where it is understood.</summary>
internal static class Ink
{
    public const double TitleSize = 15;
    public const double TextSize = 12;
    public const double TickSize = 11;
    public const double LineHeight = 1.3;
    public const double Pad = 14;

    public const string Font = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";
    public const string Ground = "#ffffff";
    public const string Text = "#1f2328";
    public const string Quiet = "#59636e";
    public const string Grid = "#e4e7eb";
    public const string Frame = "#8c959f";

    public const string Style =
        "<style>@media screen and (prefers-color-scheme:dark){" +
        ".ef-ground{fill:#16191d}.ef-text{fill:#e6e8eb}.ef-quiet{fill:#a9b1ba}.ef-grid{stroke:#2b3036}.ef-frame{stroke:#7d8590}" +
        ".ef-halo{stroke:#16191d}.ef-rule{stroke:#c3c9d0}.ef-hollow{fill:#16191d}.ef-edge{stroke:#16191d}}</style>\n";

    /// <summary>One line of text; the baseline is at <paramref name="y"/>.</summary>
    public static void Write(SvgWriter svg, string text, double x, double y, double size, string anchor = "start", bool quiet = false, bool bold = false, double? turn = null, bool halo = false)
    {
        string? transform = turn is { } degrees ? $"rotate({SvgWriter.Number(degrees)} {SvgWriter.Number(x)} {SvgWriter.Number(y)})" : null;
        svg.Element(
            "text",
            text,
            ("class", (quiet ? "ef-quiet" : "ef-text") + (halo ? " ef-halo" : "")),
            ("x", x),
            ("y", y),
            ("font-size", size),
            ("font-weight", bold ? "600" : null),
            ("fill", quiet ? Quiet : Text),
            ("text-anchor", anchor == "start" ? null : anchor),
            ("transform", transform),
            ("stroke", halo ? Ground : null),
            ("stroke-width", halo ? "3" : null),
            ("stroke-linejoin", halo ? "round" : null),
            ("paint-order", halo ? "stroke" : null));
    }
}
