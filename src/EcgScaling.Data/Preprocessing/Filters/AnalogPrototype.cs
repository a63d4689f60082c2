using System.Numerics;

namespace EcgScaling.Data.Preprocessing.Filters;

/// <summary>An analog low-pass filter with its edge at 1 rad/s, as zeros, poles and gain; and its way to a digital filter.</summary>
internal sealed record AnalogPrototype(IReadOnlyList<Complex> Zeros, IReadOnlyList<Complex> Poles, double Gain)
{
    /// <summary>The Butterworth filter of an order: poles evenly on the left half of the unit circle.</summary>
    public static AnalogPrototype Butterworth(int order)
    {
        var poles = new Complex[order];
        for (var index = 0; index < order; index++)
        {
            var k = (2 * index) - order + 1;
            poles[index] = k == 0 ? -1 : -Complex.Exp(new Complex(0, Math.PI * k / (2.0 * order)));
        }

        return new AnalogPrototype([], poles, 1);
    }

    /// <summary>The digital filter with its edges at the given frequencies, by the bilinear transform with pre-warped edges.</summary>
    /// <param name="band">What passes.</param>
    /// <param name="low">The edge, or the lower edge of a band, in hertz.</param>
    /// <param name="high">The upper edge of a band in hertz; ignored otherwise.</param>
    /// <param name="rate">The sample rate.</param>
    /// <exception cref="ArgumentException">An edge is not between 0 and half the rate.</exception>
    public SecondOrderSections ToDigital(FilterBand band, double low, double high, SampleRate rate)
    {
        foreach (var edge in band == FilterBand.Band ? [low, high] : (ReadOnlySpan<double>)[low])
        {
            if (!(edge > 0 && edge < rate.Hertz / 2))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"A filter edge of {edge} Hz does not fit tracings at {rate}; edges lie between 0 and {rate.Hertz / 2} Hz. Filter before resampling down, or choose another edge."));
            }
        }

        var (zeros, poles, gain) = band switch
        {
            FilterBand.Low => ToLow(Warp(low, rate)),
            FilterBand.High => ToHigh(Warp(low, rate)),
            _ => ToBand(Warp(low, rate), Warp(high, rate)),
        };
        const double doubled = 4;
        var digitalGain = gain * (Product(zeros.Select(zero => doubled - zero)) / Product(poles.Select(pole => doubled - pole))).Real;
        var digitalZeros = zeros.Select(Bilinear).Concat(Enumerable.Repeat(new Complex(-1, 0), poles.Count - zeros.Count));
        return SecondOrderSections.FromZeros(digitalZeros, poles.Select(Bilinear), digitalGain);

        static Complex Bilinear(Complex root) => (doubled + root) / (doubled - root);
    }

    // With the sample rate normalised to 2, as scipy has it.
    private static double Warp(double hertz, SampleRate rate) => 4 * Math.Tan(Math.PI * hertz / rate.Hertz);

    private static Complex Product(IEnumerable<Complex> factors) => factors.Aggregate(Complex.One, (product, factor) => product * factor);

    private (List<Complex> Zeros, List<Complex> Poles, double Gain) ToLow(double edge) =>
        ([.. Zeros.Select(zero => zero * edge)], [.. Poles.Select(pole => pole * edge)], Gain * Math.Pow(edge, Poles.Count - Zeros.Count));

    private (List<Complex> Zeros, List<Complex> Poles, double Gain) ToHigh(double edge) => (
        [.. Zeros.Select(zero => edge / zero), .. Enumerable.Repeat(Complex.Zero, Poles.Count - Zeros.Count)],
        [.. Poles.Select(pole => edge / pole)],
        Gain * (Product(Zeros.Select(zero => -zero)) / Product(Poles.Select(pole => -pole))).Real);

    private (List<Complex> Zeros, List<Complex> Poles, double Gain) ToBand(double low, double high)
    {
        var (width, centre) = (high - low, Math.Sqrt(low * high));
        return (
            [.. Zeros.SelectMany(Shift), .. Enumerable.Repeat(Complex.Zero, Poles.Count - Zeros.Count)],
            [.. Poles.SelectMany(Shift)],
            Gain * Math.Pow(width, Poles.Count - Zeros.Count));

        IEnumerable<Complex> Shift(Complex root)
        {
            var half = root * (width / 2);
            var offset = Complex.Sqrt((half * half) - (centre * centre));
            return [half + offset, half - offset];
        }
    }
}
