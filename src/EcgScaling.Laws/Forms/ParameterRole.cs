namespace EcgScaling.Laws.Forms;

/// <summary>What a parameter of a law means; decides its default bounds, its warnings and how it is pooled.</summary>
public enum ParameterRole
{
    /// <summary>An irreducible loss or other limit.</summary>
    Asymptote,

    /// <summary>A factor in front of a power.</summary>
    Amplitude,

    /// <summary>A power.</summary>
    Exponent,

    /// <summary>A place on an input's axis, such as a break.</summary>
    Location,

    /// <summary>Anything else.</summary>
    Shape,
}
