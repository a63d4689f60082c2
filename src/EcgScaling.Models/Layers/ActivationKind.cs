namespace EcgScaling.Models;

/// <summary>The non-linearity.</summary>
public enum ActivationKind
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>The exact Gaussian error linear unit, x Φ(x).</summary>
    Gelu,

    /// <summary>x times its logistic function, also called swish.</summary>
    Silu,
}
