namespace EcgScaling.Models;

/// <summary>What an encoder (or encoder and head) costs, counted from its configuration.</summary>
/// <remarks>
/// FLOPs: one multiply-add is 2. Counted are convolutions, linear layers, matrix products and Fourier transforms
/// (a real transform of length n as 2.5 n log2 n); biases, normalisation, activations, pooling and additions are not.
/// Backward is the gradient by weights plus the gradient by inputs; the first layer needs none by its input.
/// </remarks>
public readonly record struct EncoderSize
{
    /// <summary>Trainable parameters. Running statistics of batch normalisation are not among them.</summary>
    public required long Parameters { get; init; }

    /// <summary>FLOPs of one tracing's forward pass.</summary>
    public required long ForwardFlops { get; init; }

    /// <summary>FLOPs of one tracing's forward and backward pass.</summary>
    public required long TrainingFlops { get; init; }

    /// <summary>FLOPs of a forward pass that do not depend on the batch (the convolution kernel of a state-space layer).</summary>
    public required long ForwardFlopsPerBatch { get; init; }

    /// <summary>FLOPs of a forward and backward pass that do not depend on the batch.</summary>
    public required long TrainingFlopsPerBatch { get; init; }

    /// <summary>Bytes that one tracing's forward pass keeps for its backward pass, in 32-bit floats and training mode.</summary>
    public required long ActivationBytes { get; init; }

    /// <summary>Bytes kept for the backward pass that do not depend on the batch.</summary>
    public required long ActivationBytesPerBatch { get; init; }

    /// <summary>FLOPs of one forward pass over a batch.</summary>
    public long ForwardFlopsOf(int batch) => (ForwardFlops * batch) + ForwardFlopsPerBatch;

    /// <summary>FLOPs of one forward and backward pass over a batch.</summary>
    public long TrainingFlopsOf(int batch) => (TrainingFlops * batch) + TrainingFlopsPerBatch;

    /// <summary>Bytes kept from the forward to the backward pass of a batch; weights, gradients and optimiser state come on top.</summary>
    public long ActivationBytesOf(int batch) => (ActivationBytes * batch) + ActivationBytesPerBatch;
}
