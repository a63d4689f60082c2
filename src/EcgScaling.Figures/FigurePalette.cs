namespace EcgScaling.Figures;

/// <summary>Where series take their colours from.</summary>
public enum FigurePalette
{
    /// <summary>Distinct hues after Okabe and Ito (2008), told apart with any common colour vision; the default.</summary>
    Distinct,

    /// <summary>Dark to light in the order of the series, for series that are ordered themselves, such as compute budgets.</summary>
    Ordered,
}
