namespace EcgScaling.Laws.Results;

/// <summary>A parameter of a fit.</summary>
/// <param name="Name">Its name, such as <c>alpha</c>.</param>
/// <param name="Value">Its value in the units of the data.</param>
/// <param name="Centred">
/// Its value in centred units: amplitudes are the contribution to the loss at the geometric mean of the inputs, nearly uncorrelated with the exponents.
/// </param>
/// <param name="AtBound">Whether it stopped at its bound.</param>
public sealed record FittedParameter(string Name, double Value, double Centred, bool AtBound);
