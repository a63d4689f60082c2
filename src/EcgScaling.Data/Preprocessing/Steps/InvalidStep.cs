namespace EcgScaling.Data.Preprocessing.Steps;

/// <summary>
/// <c>nan(interpolate)</c>, <c>nan(zero)</c> or <c>nan(reject)</c>: what happens to samples that are not finite. Interpolation joins the
/// neighbours by a line and repeats the end values; a lead without any finite sample becomes 0.
/// </summary>
internal sealed class InvalidStep(InvalidSamples policy) : IPreprocessingStep
{
    public string Text => policy switch { InvalidSamples.Zero => "nan(zero)", InvalidSamples.Reject => "nan(reject)", _ => "nan(interpolate)" };

    public TracingShape OutputOf(TracingShape input) => input;

    public void Apply(Tracing tracing)
    {
        for (var lead = 0; lead < tracing.Shape.Leads.Count; lead++)
        {
            var row = tracing.Row(lead);
            if (IsFinite(row))
            {
                continue;
            }

            switch (policy)
            {
                case InvalidSamples.Reject:
                    throw new ArgumentException($"Lead {tracing.Shape.Leads[lead]} has invalid samples, which nan(reject) refuses; use nan(interpolate) or nan(zero) to keep such tracings.");
                case InvalidSamples.Zero:
                    Zero(row);
                    break;
                default:
                    Interpolate(row);
                    break;
            }
        }
    }

    /// <summary>Whether every value is a number.</summary>
    public static bool IsFinite(ReadOnlySpan<float> values)
    {
        // A sum meets every value: it is finite only if all are (sums of millivolts do not overflow).
        var sum = System.Numerics.Tensors.TensorPrimitives.Sum(values);
        if (float.IsFinite(sum))
        {
            return true;
        }

        foreach (var value in values)
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    private static void Zero(Span<float> row)
    {
        foreach (ref var value in row)
        {
            value = float.IsFinite(value) ? value : 0;
        }
    }

    private static void Interpolate(Span<float> row)
    {
        var before = -1;
        for (var sample = 0; sample <= row.Length; sample++)
        {
            if (sample < row.Length && !float.IsFinite(row[sample]))
            {
                continue;
            }

            if (sample - before > 1)
            {
                Fill(row, before, sample);
            }

            before = sample;
        }
    }

    private static void Fill(Span<float> row, int before, int after)
    {
        var (left, right) = (before >= 0 ? row[before] : float.NaN, after < row.Length ? row[after] : float.NaN);
        left = float.IsNaN(left) ? right : left;
        right = float.IsNaN(right) ? left : right;
        for (var sample = before + 1; sample < after; sample++)
        {
            var share = (float)(sample - before) / (after - before);
            row[sample] = float.IsNaN(left) ? 0 : left + (share * (right - left));
        }
    }
}
