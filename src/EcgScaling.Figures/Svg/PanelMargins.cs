namespace EcgScaling.Figures.Svg;

/// <summary>Room around the plot of a panel, in pixels.</summary>
internal readonly record struct PanelMargins(double Left, double Right, double Top, double Bottom)
{
    public PanelMargins Max(PanelMargins other) => new(
        Math.Max(Left, other.Left), Math.Max(Right, other.Right), Math.Max(Top, other.Top), Math.Max(Bottom, other.Bottom));
}

/// <summary>Which parts a panel draws besides its plot; inside a grid with shared axes the inner ones leave labels to the outer ones.</summary>
internal readonly record struct PanelParts(bool Title, bool XLabels, bool YLabels)
{
    public static PanelParts Alone => new(false, true, true);
}
