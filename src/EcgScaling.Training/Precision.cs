namespace EcgScaling.Training;

/// <summary>The arithmetic of a training step. Weights and optimiser state are float32 in each.</summary>
public enum Precision
{
    /// <summary>IEEE single precision throughout. Works on every device.</summary>
    Full,

    /// <summary>Products on TensorFloat-32 units (10-bit mantissa). Needs a CUDA device; one below compute capability 8.0 has no such units and computes in full.</summary>
    TensorFloat32,

    /// <summary>
    /// Products of the forward and backward pass read bfloat16, norms and losses are float32, no loss scale (its exponent is float32's). Evaluation is in full
    /// precision. Fast on processors with AVX-512 BF16 or AMX and on CUDA devices of compute capability 8.0 or newer; right, but slow, on others.
    /// </summary>
    BFloat16,
}
