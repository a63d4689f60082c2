namespace EcgScaling.Data.Preprocessing;

/// <summary>A tracing on its way through a pipeline. Steps change it in place or replace its values.</summary>
public sealed class Tracing
{
    /// <summary>Makes a tracing.</summary>
    /// <param name="shape">The meaning of the axes.</param>
    /// <param name="values">Shape <c>(lead, sample)</c>; taken over, not copied.</param>
    /// <param name="valid">The recorded samples.</param>
    /// <exception cref="ArgumentException">The number of values is not that of the shape.</exception>
    public Tracing(TracingShape shape, float[] values, ValidRange valid)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != shape.Length)
        {
            throw new ArgumentException($"{values.Length} values were given for {shape}, which has {shape.Length}.", nameof(values));
        }

        (Shape, Values, Valid) = (shape, values, valid);
    }

    /// <summary>The meaning of the axes.</summary>
    public TracingShape Shape { get; private set; }

    /// <summary>The values, shape <c>(lead, sample)</c>.</summary>
    public float[] Values { get; private set; }

    /// <summary>The recorded samples; the rest is padding.</summary>
    public ValidRange Valid { get; private set; }

    /// <summary>One lead's samples.</summary>
    public Span<float> Row(int lead) => Values.AsSpan(lead * Shape.Samples, Shape.Samples);

    /// <summary>One lead's recorded samples.</summary>
    public Span<float> ValidRow(int lead) => Row(lead).Slice(Valid.Start, Valid.Length);

    /// <summary>Replaces everything.</summary>
    public void Replace(TracingShape shape, float[] values, ValidRange valid) => (Shape, Values, Valid) = (shape, values, valid);
}
