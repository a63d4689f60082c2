namespace EcgScaling.Models;

/// <summary>How a strided convolution is padded; either way the result has ceil(length / stride) steps.</summary>
public enum PaddingStyle
{
    /// <summary>floor((kernel - stride + 1) / 2) zeros on the left, as in the PyTorch code of the 2020 network; the right side gets what is missing.</summary>
    Symmetric,

    /// <summary>TensorFlow's <c>same</c>: as few zeros as possible, the odd one on the right.</summary>
    Same,
}
