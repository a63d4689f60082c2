namespace TorchSharp;

/// <summary>Padding of a convolution by name instead of by number.</summary>
public enum Padding
{
    /// <summary>None.</summary>
    Valid = 0,

    /// <summary>So much that the output is as long as the input; only for stride 1.</summary>
    Same = 1,
}
