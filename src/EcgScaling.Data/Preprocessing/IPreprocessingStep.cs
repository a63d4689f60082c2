namespace EcgScaling.Data.Preprocessing;

/// <summary>One named step of a pipeline. Immutable and thread-safe.</summary>
public interface IPreprocessingStep
{
    /// <summary>The step as it is written in a pipeline, for example <c>resample(400)</c>, in canonical form.</summary>
    string Text { get; }

    /// <summary>The shape of what the step makes of a tracing of some shape.</summary>
    /// <exception cref="ArgumentException">The step cannot be applied to that shape; the message says why and what helps.</exception>
    TracingShape OutputOf(TracingShape input);

    /// <summary>What the values count after the step.</summary>
    /// <value>Default: what they counted before.</value>
    SignalUnit UnitOf(SignalUnit input) => input;

    /// <summary>Applies the step.</summary>
    /// <exception cref="ArgumentException">The step cannot be applied to the tracing.</exception>
    void Apply(Tracing tracing);
}
