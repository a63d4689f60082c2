using System.Collections.Concurrent;
using System.Globalization;
using EcgScaling.Data.Preprocessing.Filters;

namespace EcgScaling.Data.Preprocessing.Steps;

/// <summary><c>resample(hz)</c>: polyphase, as scipy's resample_poly.</summary>
internal sealed class ResampleStep(double hertz) : IPreprocessingStep
{
    private const int MaximumFactor = 20_000;
    private readonly SampleRate _rate = new(hertz);
    private readonly ConcurrentDictionary<double, PolyphaseResampler> _resamplers = new();

    public string Text => string.Create(CultureInfo.InvariantCulture, $"resample({_rate.Hertz})");

    public TracingShape OutputOf(TracingShape input) =>
        input.Rate == _rate ? input : input with { Rate = _rate, Samples = ResamplerFor(input.Rate).OutputLength(input.Samples) };

    public void Apply(Tracing tracing)
    {
        if (tracing.Shape.Rate == _rate)
        {
            return;
        }

        var resampler = ResamplerFor(tracing.Shape.Rate);
        var shape = OutputOf(tracing.Shape);
        var values = new float[shape.Length];
        for (var lead = 0; lead < shape.Leads.Count; lead++)
        {
            resampler.Apply(tracing.Row(lead), values.AsSpan(lead * shape.Samples, shape.Samples));
        }

        var factor = _rate.Hertz / tracing.Shape.Rate.Hertz;
        var start = (int)Math.Ceiling(tracing.Valid.Start * factor);
        var end = Math.Min((int)Math.Ceiling(tracing.Valid.End * factor), shape.Samples);
        tracing.Replace(shape, values, new ValidRange(start, Math.Max(0, end - start)));
    }

    private PolyphaseResampler ResamplerFor(SampleRate from) => _resamplers.GetOrAdd(from.Hertz, hz =>
    {
        // Rates such as 360.5 Hz are exact in thousandths.
        var (up, down) = ((long)Math.Round(_rate.Hertz * 1000), (long)Math.Round(hz * 1000));
        var divisor = (long)System.Numerics.BigInteger.GreatestCommonDivisor(up, down);
        (up, down) = (up / divisor, down / divisor);
        return Math.Max(up, down) <= MaximumFactor
            ? new PolyphaseResampler((int)up, (int)down)
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{Text} from {hz} Hz needs the factor {up}/{down}; choose a rate with a simpler ratio."));
    });
}
