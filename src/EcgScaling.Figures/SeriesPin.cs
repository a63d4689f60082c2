namespace EcgScaling.Figures;

/// <summary>Slots in palette, markers and dash patterns that a series was given by name.</summary>
internal readonly record struct SeriesPin(int Colour, int Marker, int Dash);
