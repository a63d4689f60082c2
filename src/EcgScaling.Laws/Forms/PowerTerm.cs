namespace EcgScaling.Laws.Forms;

/// <summary>One term amplitude · input^-exponent of a power law.</summary>
/// <param name="Input">The input.</param>
/// <param name="Amplitude">The name of the amplitude, such as <c>A</c>.</param>
/// <param name="Exponent">The name of the exponent, such as <c>alpha</c>; terms with the same name share it.</param>
/// <param name="FixedExponent">The value of the exponent where it is not fitted.</param>
public sealed record PowerTerm(LawInput Input, string Amplitude, string Exponent, double? FixedExponent = null);
