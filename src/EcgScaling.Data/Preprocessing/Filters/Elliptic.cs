using System.Numerics;

namespace EcgScaling.Data.Preprocessing.Filters;

/// <summary>
/// Elliptic (Cauer) filters: equal ripple in pass and stop band, the steepest of their order. The elliptic functions are evaluated by
/// arithmetic-geometric means and Carlson's integral (Abramowitz and Stegun, ch. 16 and 17; Carlson 1979).
/// </summary>
internal static class Elliptic
{
    /// <summary>The lowest order of a high-pass that loses at most <paramref name="passRipple"/> dB above one edge and at least <paramref name="stopLoss"/> dB below the other.</summary>
    public static int HighPassOrder(double passHertz, double stopHertz, double passRipple, double stopLoss, SampleRate rate)
    {
        var ratio = Math.Tan(Math.PI * passHertz / rate.Hertz) / Math.Tan(Math.PI * stopHertz / rate.Hertz);
        var discrimination = (Math.Pow(10, 0.1 * passRipple) - 1) / (Math.Pow(10, 0.1 * stopLoss) - 1);
        var selectivity = 1 / (ratio * ratio);
        return (int)Math.Ceiling(K(selectivity) * KComplement(discrimination) / (KComplement(selectivity) * K(discrimination)));
    }

    /// <summary>The analog low-pass of an order with the given ripple and stop-band loss in dB.</summary>
    public static AnalogPrototype Prototype(int order, double passRipple, double stopLoss)
    {
        var epsilonSquared = Math.Pow(10, 0.1 * passRipple) - 1;
        if (order == 1)
        {
            var pole = -Math.Sqrt(1 / epsilonSquared);
            return new AnalogPrototype([], [pole], -pole);
        }

        var discrimination = epsilonSquared / (Math.Pow(10, 0.1 * stopLoss) - 1);
        var parameter = Degree(order, discrimination);
        var quarter = K(parameter);
        var start = quarter * InverseSc(1 / Math.Sqrt(epsilonSquared), discrimination) / (order * K(discrimination));
        var (sv, cv, dv) = Jacobi(start, 1 - parameter);
        List<Complex> zeros = [], poles = [];
        for (var j = 1 - (order % 2); j < order; j += 2)
        {
            var (s, c, d) = Jacobi(j * quarter / order, parameter);
            if (Math.Abs(s) > 2e-16)
            {
                var zero = new Complex(0, 1 / (Math.Sqrt(parameter) * s));
                zeros.AddRange([zero, Complex.Conjugate(zero)]);
            }

            var pole = -new Complex(c * d * sv * cv, s * dv) / (1 - (d * sv * d * sv));
            poles.AddRange(Math.Abs(s) > 2e-16 ? [pole, Complex.Conjugate(pole)] : [pole.Real]);
        }

        var gain = (poles.Aggregate(Complex.One, (product, pole) => product * -pole) / zeros.Aggregate(Complex.One, (product, zero) => product * -zero)).Real;
        return new AnalogPrototype(zeros, poles, order % 2 == 0 ? gain / Math.Sqrt(1 + epsilonSquared) : gain);
    }

    // The parameter for which a filter of this order has exactly this discrimination, from the nome's series.
    private static double Degree(int order, double discrimination)
    {
        var nome = Math.Pow(Math.Exp(-Math.PI * KComplement(discrimination) / K(discrimination)), 1.0 / order);
        var (numerator, denominator) = (0.0, 1.0);
        for (var term = 0; term <= 7; term++)
        {
            numerator += Math.Pow(nome, term * (term + 1));
            denominator += 2 * Math.Pow(nome, (term + 1) * (term + 1));
        }

        return 16 * nome * Math.Pow(numerator / denominator, 4);
    }

    /// <summary>The complete integral of the first kind of a parameter m.</summary>
    private static double K(double m) => QuarterPeriod(Math.Sqrt(1 - m));

    /// <summary>The complete integral of parameter 1 - m, without losing digits where m is tiny.</summary>
    private static double KComplement(double m) => QuarterPeriod(Math.Sqrt(m));

    private static double QuarterPeriod(double b)
    {
        var a = 1.0;
        while (Math.Abs(a - b) > 1e-15 * a)
        {
            (a, b) = ((a + b) / 2, Math.Sqrt(a * b));
        }

        return Math.PI / (2 * a);
    }

    // The u with sc(u | 1-m) = w: the incomplete integral F(atan w | 1-m) by Carlson's R_F.
    private static double InverseSc(double w, double m)
    {
        var sineSquared = w * w / (1 + (w * w));
        return Math.Sqrt(sineSquared) * CarlsonF(1 / (1 + (w * w)), 1 - ((1 - m) * sineSquared), 1);
    }

    private static double CarlsonF(double x, double y, double z)
    {
        for (var round = 0; round < 40; round++)
        {
            var (rx, ry, rz) = (Math.Sqrt(x), Math.Sqrt(y), Math.Sqrt(z));
            var lambda = (rx * ry) + (ry * rz) + (rz * rx);
            (x, y, z) = ((x + lambda) / 4, (y + lambda) / 4, (z + lambda) / 4);
        }

        return 1 / Math.Sqrt((x + y + z) / 3);
    }

    private static (double Sn, double Cn, double Dn) Jacobi(double u, double m)
    {
        Span<double> a = stackalloc double[16];
        Span<double> c = stackalloc double[16];
        (a[0], c[0]) = (1, Math.Sqrt(m));
        var b = Math.Sqrt(1 - m);
        var last = 0;
        while (last < 15 && Math.Abs(c[last] / a[last]) > 1e-16)
        {
            (a[last + 1], c[last + 1], b) = ((a[last] + b) / 2, (a[last] - b) / 2, Math.Sqrt(a[last] * b));
            last++;
        }

        var phase = Math.Pow(2, last) * a[last] * u;
        var before = phase;
        for (var round = last; round > 0; round--)
        {
            before = phase;
            phase = (Math.Asin(Math.Clamp(c[round] * Math.Sin(phase) / a[round], -1, 1)) + phase) / 2;
        }

        var (sine, cosine) = Math.SinCos(phase);
        var difference = Math.Cos(before - phase);
        var dn = last == 0 || Math.Abs(difference) < 0.1 ? Math.Sqrt(1 - (m * sine * sine)) : cosine / difference;
        return (sine, cosine, dn);
    }
}
