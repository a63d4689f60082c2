namespace EcgScaling.Laws.Forms;

/// <summary>A parameter of a law: its name, what it means and between which bounds it is sought.</summary>
/// <param name="Name">The name in results, such as <c>alpha</c>.</param>
/// <param name="Role">What it means.</param>
/// <param name="Lower">The lower bound, or negative infinity.</param>
/// <param name="Upper">The upper bound, or positive infinity.</param>
public sealed record LawParameter(string Name, ParameterRole Role, double Lower, double Upper)
{
    /// <summary>An irreducible loss: zero or more.</summary>
    public static LawParameter Asymptote(string name = "E") => new(name, ParameterRole.Asymptote, 0, double.PositiveInfinity);

    /// <summary>A factor in front of a power: zero or more.</summary>
    public static LawParameter Amplitude(string name) => new(name, ParameterRole.Amplitude, 0, double.PositiveInfinity);

    /// <summary>An exponent between 1e-4 and 15.</summary>
    public static LawParameter Exponent(string name) => new(name, ParameterRole.Exponent, 1e-4, 15);
}
