using EcgScaling.Data.Preprocessing.Steps;

namespace EcgScaling.Data.Preprocessing;

/// <summary>
/// The preparation of tracings as named steps, for example <c>resample(400)|highpass(0.5)|leads(8)|crop(4096)</c>. Its text is stored in
/// <see cref="EcgSpec.Preprocessing"/> with every checkpoint, so that training and inference prepare alike. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// Filters are zero-phase and touch recorded samples only. Samples that are not finite are interpolated before the first step, unless the first
/// step is <c>nan(...)</c>; what comes out is always finite.
/// </remarks>
public sealed class EcgPipeline
{
    private static readonly InvalidStep Mend = new(InvalidSamples.Interpolate);
    private readonly bool _ownPolicy;

    private EcgPipeline(IReadOnlyList<IPreprocessingStep> steps)
    {
        Steps = steps;
        _ownPolicy = steps.Count > 0 && steps[0] is InvalidStep;
    }

    /// <summary>The pipeline that changes nothing but invalid samples.</summary>
    public static EcgPipeline Empty { get; } = new([]);

    /// <summary>The steps in order.</summary>
    public IReadOnlyList<IPreprocessingStep> Steps { get; }

    /// <summary>Reads a pipeline: steps joined by <c>|</c>. Empty text gives <see cref="Empty"/>.</summary>
    /// <exception cref="FormatException">A step is unknown or malformed; the message lists those that are known.</exception>
    public static EcgPipeline Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.IsNullOrWhiteSpace(text) ? Empty : new EcgPipeline([.. text.Split('|').Select(step => StepSyntax.Parse(step.Trim()))]);
    }

    /// <summary>Makes a pipeline from steps, among them a user's own.</summary>
    public static EcgPipeline Of(params IEnumerable<IPreprocessingStep> steps) => new([.. steps]);

    /// <summary>The shape of what comes out for tracings of some shape.</summary>
    /// <exception cref="ArgumentException">Some step cannot be applied.</exception>
    public TracingShape OutputOf(TracingShape input) => Steps.Aggregate(input, (shape, step) => step.OutputOf(shape));

    /// <summary>What the values count that come out.</summary>
    public SignalUnit UnitOf(SignalUnit input) => Steps.Aggregate(input, (unit, step) => step.UnitOf(unit));

    /// <summary>The spec of what comes out for tracings of some shape.</summary>
    /// <exception cref="ArgumentException">Some step cannot be applied.</exception>
    public EcgSpec SpecFor(TracingShape input)
    {
        var shape = OutputOf(input);
        return new EcgSpec { Leads = shape.Leads, Rate = shape.Rate, Samples = shape.Samples, Preprocessing = ToString() };
    }

    /// <summary>Prepares a tracing in place.</summary>
    /// <exception cref="ArgumentException">Some step cannot be applied to it.</exception>
    public void Apply(Tracing tracing)
    {
        ArgumentNullException.ThrowIfNull(tracing);
        if (!_ownPolicy)
        {
            Mend.Apply(tracing);
        }

        foreach (var step in Steps)
        {
            step.Apply(tracing);
        }

        Mend.Apply(tracing);
    }

    /// <summary>Prepares a record; the record itself is not changed.</summary>
    /// <exception cref="ArgumentException">Some step cannot be applied to it.</exception>
    public EcgRecord Apply(EcgRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var tracing = new Tracing(record.Shape, [.. record.Millivolts], record.Valid);
        Apply(tracing);
        return record with { Shape = tracing.Shape, Millivolts = tracing.Values, Valid = tracing.Valid };
    }

    /// <summary>The steps in canonical form, joined by <c>|</c>; <see cref="Parse"/> reads it back.</summary>
    public override string ToString() => string.Join('|', Steps.Select(step => step.Text));
}
