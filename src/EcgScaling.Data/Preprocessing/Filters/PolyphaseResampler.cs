using System.Numerics.Tensors;

namespace EcgScaling.Data.Preprocessing.Filters;

/// <summary>
/// Changes the sample rate by a rational factor, equal to <c>scipy.signal.resample_poly</c> with its default Kaiser window (beta 5): samples
/// beyond the ends count as 0, and the filter is centred so that nothing shifts.
/// </summary>
internal sealed class PolyphaseResampler
{
    private readonly int _up;
    private readonly int _down;
    private readonly int _half;
    private readonly float[][] _phases;

    /// <summary>Makes a resampler; the factor is <paramref name="up"/>/<paramref name="down"/> in lowest terms.</summary>
    public PolyphaseResampler(int up, int down)
    {
        (_up, _down) = (up, down);
        var slowest = Math.Max(up, down);
        _half = 10 * slowest;
        var filter = Design((2 * _half) + 1, 1.0 / slowest, up);
        // For outputs whose place is p modulo up, input n meets tap half + p - (n - n0) * up; stored in ascending n.
        _phases = new float[up][];
        for (var phase = 0; phase < up; phase++)
        {
            var (first, last) = (FirstInput(phase), LastInput(phase));
            var taps = new float[last - first + 1];
            for (var input = first; input <= last; input++)
            {
                taps[input - first] = (float)filter[_half + phase - (input * up)];
            }

            _phases[phase] = taps;
        }
    }

    /// <summary>How many samples come out.</summary>
    public int OutputLength(int input) => checked((int)((((long)input * _up) + _down - 1) / _down));

    /// <summary>Resamples one row.</summary>
    public void Apply(ReadOnlySpan<float> source, Span<float> destination)
    {
        for (var output = 0; output < destination.Length; output++)
        {
            var (whole, phase) = Math.DivRem((long)output * _down, _up);
            var taps = _phases[phase];
            var first = (int)whole + FirstInput((int)phase);
            var (from, to) = (Math.Max(first, 0), Math.Min(first + taps.Length, source.Length));
            destination[output] = from < to ? TensorPrimitives.Dot(taps.AsSpan(from - first, to - from), source[from..to]) : 0;
        }
    }

    private int FirstInput(int phase) => -((_half - phase) / _up);

    private int LastInput(int phase) => (_half + phase) / _up;

    private static double[] Design(int taps, double cutoff, double gain)
    {
        var filter = new double[taps];
        var (middle, sum) = ((taps - 1) / 2, 0.0);
        for (var tap = 0; tap < taps; tap++)
        {
            var place = tap - middle;
            var angle = Math.PI * cutoff * place;
            var ratio = (double)place / middle;
            filter[tap] = cutoff * (place == 0 ? 1 : Math.Sin(angle) / angle) * BesselI0(5 * Math.Sqrt(Math.Max(0, 1 - (ratio * ratio)))) / BesselI0(5);
            sum += filter[tap];
        }

        foreach (ref var value in filter.AsSpan())
        {
            value *= gain / sum;
        }

        return filter;
    }

    private static double BesselI0(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > 1e-18 * sum; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }

        return sum;
    }
}
