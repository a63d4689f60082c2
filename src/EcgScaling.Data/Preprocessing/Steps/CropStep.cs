using System.Globalization;

namespace EcgScaling.Data.Preprocessing.Steps;

/// <summary>
/// <c>crop(n)</c>: brings a tracing to a length. Longer ones are cut, shorter ones padded with zeros on both sides, the odd sample at the end,
/// as CODE was.
/// </summary>
internal sealed class CropStep(int samples, CropPlace place) : IPreprocessingStep
{
    public string Text => place == CropPlace.Centre
        ? string.Create(CultureInfo.InvariantCulture, $"crop({samples})")
        : string.Create(CultureInfo.InvariantCulture, $"crop({samples},{(place == CropPlace.Start ? "start" : "valid")})");

    public TracingShape OutputOf(TracingShape input) => input with { Samples = samples };

    public void Apply(Tracing tracing)
    {
        var (before, valid) = (tracing.Shape.Samples, tracing.Valid);
        if (before == samples && place == CropPlace.Centre)
        {
            return;
        }

        // Where the old tracing starts in the new one; negative where it is cut.
        var offset = place switch
        {
            CropPlace.Start => -valid.Start,
            CropPlace.Valid => HalfDown(samples - valid.Length) - valid.Start,
            _ => HalfDown(samples - before),
        };
        Cut(tracing, samples, offset);
    }

    /// <summary>Brings a tracing to a length.</summary>
    /// <param name="tracing">The tracing.</param>
    /// <param name="samples">The length.</param>
    /// <param name="offset">Where the old tracing starts in the new one; negative where it is cut.</param>
    public static void Cut(Tracing tracing, int samples, int offset)
    {
        var (before, valid) = (tracing.Shape.Samples, tracing.Valid);
        var shape = tracing.Shape with { Samples = samples };
        var values = new float[shape.Length];
        var (from, to) = (Math.Max(0, -offset), Math.Min(before, samples - offset));
        if (from < to)
        {
            for (var lead = 0; lead < shape.Leads.Count; lead++)
            {
                tracing.Row(lead)[from..to].CopyTo(values.AsSpan((lead * samples) + from + offset));
            }
        }

        var start = Math.Clamp(valid.Start + offset, 0, samples);
        tracing.Replace(shape, values, new ValidRange(start, Math.Clamp(valid.End + offset, start, samples) - start));
    }

    /// <summary>Half of a difference of lengths, rounded towards zero: n // 2 on the left when padding as when cropping.</summary>
    public static int HalfDown(int difference) => difference >= 0 ? difference / 2 : -(-difference / 2);
}
