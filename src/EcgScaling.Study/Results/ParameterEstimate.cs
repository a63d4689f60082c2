namespace EcgScaling.Study.Results;

/// <summary>A fitted parameter with its 95 % interval.</summary>
/// <param name="Name">Its name, such as <c>alpha</c>.</param>
/// <param name="Value">The estimate.</param>
/// <param name="Low">The lower end, minus infinity where the data set none, NaN where no interval could be made.</param>
/// <param name="High">The upper end, infinity where the data set none, NaN where no interval could be made.</param>
public sealed record ParameterEstimate(string Name, double Value, double Low, double High);
