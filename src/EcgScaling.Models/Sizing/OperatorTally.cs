namespace EcgScaling.Models;

/// <summary>
/// Counts parameters, FLOPs and kept activations while a configuration walks its operators, one call for each. It is
/// what a forward pass of the module would do, without tensors; <see cref="EncoderSize"/> states the conventions.
/// </summary>
public sealed class OperatorTally
{
    private const long FloatBytes = sizeof(float);
    private long _parameters;
    private long _forward;
    private long _backward;
    private long _forwardPerBatch;
    private long _backwardPerBatch;
    private long _kept;
    private long _keptPerBatch;

    /// <summary>A tracing as it enters: no gradient flows to it.</summary>
    public static ShapedValue Input(long rows, long features) => new(rows, features, needsGradient: false);

    /// <summary>A value with no cost of its own, such as a view, a sum or a concatenation.</summary>
    public static ShapedValue Value(long rows, long features) => new(rows, features, needsGradient: true);

    /// <summary>Trainable parameters outside the layers below.</summary>
    public void Parameters(long count) => _parameters += count;

    /// <summary>Marks a value as kept for the backward pass; a storage counts once.</summary>
    public void Keep(ShapedValue value)
    {
        if (!value.Kept)
        {
            value.Kept = true;
            _kept += value.Elements * FloatBytes;
        }
    }

    /// <summary>Bytes kept beside whole values, such as indices and masks.</summary>
    public void KeepBytes(long bytes) => _kept += bytes;

    /// <summary>Bytes kept once a batch.</summary>
    public void KeepBytesPerBatch(long bytes) => _keptPerBatch += bytes;

    /// <summary>FLOPs outside the layers below, for each tracing.</summary>
    public void Flops(long forward, long backward)
    {
        _forward += forward;
        _backward += backward;
    }

    /// <summary>FLOPs that do not depend on the batch.</summary>
    public void FlopsPerBatch(long forward, long backward)
    {
        _forwardPerBatch += forward;
        _backwardPerBatch += backward;
    }

    /// <summary>A convolution over time.</summary>
    public ShapedValue Conv1d(ShapedValue x, long outChannels, long kernel, long outRows, long groups = 1, bool bias = false)
    {
        var weights = outChannels * (x.Features / groups) * kernel;
        Weighted(x, weights, weights * outRows, bias ? outChannels : 0);
        return Value(outRows, outChannels);
    }

    /// <summary>A linear layer on every row.</summary>
    public ShapedValue Linear(ShapedValue x, long outFeatures, bool bias = true)
    {
        var weights = x.Features * outFeatures;
        Weighted(x, weights, weights * x.Rows, bias ? outFeatures : 0);
        return Value(x.Rows, outFeatures);
    }

    /// <summary>A product of two values, <c>count</c> times <c>(m, k) x (k, n)</c>; both are kept.</summary>
    public ShapedValue MatMul(ShapedValue a, ShapedValue b, long count, long m, long k, long n)
    {
        Keep(a);
        Keep(b);
        var flops = 2 * count * m * k * n;
        Flops(flops, 2 * flops);
        return Value(count * m, n);
    }

    /// <summary>Batch normalisation; its running statistics are buffers, not parameters.</summary>
    public ShapedValue BatchNorm(ShapedValue x)
    {
        _parameters += 2 * x.Features;
        Keep(x);
        return Value(x.Rows, x.Features);
    }

    /// <summary>Layer normalisation of every row; mean and reciprocal deviation of each row are kept.</summary>
    public ShapedValue LayerNorm(ShapedValue x)
    {
        _parameters += 2 * x.Features;
        Keep(x);
        KeepBytes(2 * x.Rows * FloatBytes);
        return Value(x.Rows, x.Features);
    }

    /// <summary>Group normalisation; mean and reciprocal deviation of each group are kept.</summary>
    public ShapedValue GroupNorm(ShapedValue x, long groups)
    {
        _parameters += 2 * x.Features;
        Keep(x);
        KeepBytes(2 * groups * FloatBytes);
        return Value(x.Rows, x.Features);
    }

    /// <summary>An activation: ReLU keeps its result, the smooth ones keep their input.</summary>
    public ShapedValue Activate(ShapedValue x, ActivationKind kind)
    {
        var result = Value(x.Rows, x.Features);
        Keep(kind == ActivationKind.Relu ? result : x);
        return result;
    }

    /// <summary>Dropout: its scaled mask is kept, as 32-bit floats (what libtorch does on the processor).</summary>
    public ShapedValue Dropout(ShapedValue x, double probability)
    {
        if (probability <= 0)
        {
            return x;
        }

        KeepBytes(x.Elements * FloatBytes);
        return Value(x.Rows, x.Features);
    }

    /// <summary>Max pooling: input and 64-bit indices are kept.</summary>
    public ShapedValue MaxPool(ShapedValue x, long outRows)
    {
        Keep(x);
        KeepBytes(outRows * x.Features * sizeof(long));
        return Value(outRows, x.Features);
    }

    /// <summary>The totals.</summary>
    public EncoderSize ToSize() => new()
    {
        Parameters = _parameters,
        ForwardFlops = _forward,
        TrainingFlops = _forward + _backward,
        ForwardFlopsPerBatch = _forwardPerBatch,
        TrainingFlopsPerBatch = _forwardPerBatch + _backwardPerBatch,
        ActivationBytes = _kept,
        ActivationBytesPerBatch = _keptPerBatch,
    };

    private void Weighted(ShapedValue x, long weights, long multiplyAdds, long biases)
    {
        _parameters += weights + biases;
        Keep(x);
        Flops(2 * multiplyAdds, (x.NeedsGradient ? 4 : 2) * multiplyAdds);
    }
}
