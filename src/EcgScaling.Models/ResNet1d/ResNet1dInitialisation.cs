namespace EcgScaling.Models;

/// <summary>How the convolutions of a ResNet1D start.</summary>
public enum ResNet1dInitialisation
{
    /// <summary>PyTorch's default: uniform in ±1/sqrt(fan in).</summary>
    Uniform,

    /// <summary>He normal, deviation sqrt(2 / fan in), as in the Keras code (which truncates it; this one does not).</summary>
    HeNormal,
}
