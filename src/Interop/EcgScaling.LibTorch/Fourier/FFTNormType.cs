namespace TorchSharp;

/// <summary>Which direction of a Fourier transform is divided by its length.</summary>
public enum FFTNormType
{
    /// <summary>The inverse, by n.</summary>
    Backward = 0,

    /// <summary>The forward, by n.</summary>
    Forward = 1,

    /// <summary>Both, by the root of n.</summary>
    Ortho = 2,
}
