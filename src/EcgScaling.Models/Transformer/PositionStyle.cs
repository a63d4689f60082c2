namespace EcgScaling.Models;

/// <summary>How a token knows its place in time.</summary>
public enum PositionStyle
{
    /// <summary>A fixed table of sines and cosines (wavelengths 2π to 10000·2π), added to the tokens.</summary>
    SinCos,

    /// <summary>A learned table, added to the tokens; normal with deviation 0.02 at the start.</summary>
    Learned,

    /// <summary>Queries and keys are rotated by their place in every block (RoPE, base 10000); nothing is added.</summary>
    Rotary,
}
