namespace EcgScaling.Figures;

/// <summary>Anything that draws itself: one figure, a grid of panels, or an ECG on paper.</summary>
public interface IFigure
{
    /// <summary>The title, as plain text; also the base of a file name.</summary>
    string Title { get; }

    /// <summary>What the figure shows, in words, for readers who cannot see it.</summary>
    string Description { get; }

    /// <summary>A complete SVG document without an XML declaration, so that it can also be put into HTML as it is.</summary>
    string ToSvg();

    /// <summary>A Vega-Lite v5 specification with its data inside, or <see langword="null"/> where that grammar cannot say it.</summary>
    string? ToVegaLite();
}
