namespace EcgScaling.Training;

/// <summary>The arithmetic of a training step. Weights and optimiser state are float32 in each.</summary>
public enum Precision
{
    /// <summary>IEEE single precision throughout. Works on every device.</summary>
    Full,

    /// <summary>Products on TensorFloat-32 units (10-bit mantissa). Needs a CUDA device of compute capability 8.0 or newer.</summary>
    TensorFloat32,

    /// <summary>Forward and backward in bfloat16, no loss scale. Needs a CUDA device of compute capability 8.0 or newer.</summary>
    BFloat16,
}
