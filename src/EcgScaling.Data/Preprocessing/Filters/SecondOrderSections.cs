using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EcgScaling.Data.Preprocessing.Filters;

/// <summary>
/// A digital filter as a cascade of second-order sections, applied forwards and backwards so that it shifts nothing. Equal to
/// <c>scipy.signal.sosfiltfilt</c>: the same extension at the edges, the same initial states.
/// </summary>
internal sealed class SecondOrderSections
{
    private readonly Section[] _sections;
    private readonly int _edge;

    private SecondOrderSections(Section[] sections)
    {
        _sections = sections;
        var taps = (2 * sections.Length) + 1 - Math.Min(sections.Count(section => section.B2 == 0), sections.Count(section => section.A2 == 0));
        _edge = 3 * taps;
        SetInitialStates();
    }

    /// <summary>The fewest samples the filter can be applied to.</summary>
    public int MinimumSamples => _edge + 1;

    /// <summary>Makes sections from zeros, poles and gain in the z plane. Complex ones come in conjugate pairs.</summary>
    public static SecondOrderSections FromZeros(IEnumerable<Complex> zeros, IEnumerable<Complex> poles, double gain)
    {
        var numerators = Quadratics(zeros);
        var denominators = Quadratics(poles);
        while (numerators.Count < denominators.Count)
        {
            numerators.Add((0, 0));
        }

        var sections = new Section[denominators.Count];
        for (var index = 0; index < sections.Length; index++)
        {
            sections[index] = new Section { B0 = 1, B1 = numerators[index].First, B2 = numerators[index].Second, A1 = denominators[index].First, A2 = denominators[index].Second };
        }

        (sections[0].B0, sections[0].B1, sections[0].B2) = (sections[0].B0 * gain, sections[0].B1 * gain, sections[0].B2 * gain);
        return new SecondOrderSections(sections);
    }

    /// <summary>One section from its coefficients, a0 being 1.</summary>
    public static SecondOrderSections One(double b0, double b1, double b2, double a1, double a2) =>
        new([new Section { B0 = b0, B1 = b1, B2 = b2, A1 = a1, A2 = a2 }]);

    /// <summary>Filters rows of a tracing in place, four side by side.</summary>
    /// <param name="tracing">The tracing; only its recorded samples are touched.</param>
    /// <param name="extension">How the signal is continued beyond its ends.</param>
    public void Apply(Tracing tracing, EdgeExtension extension)
    {
        var length = tracing.Valid.Length;
        if (length == 0)
        {
            return;
        }

        if (length < MinimumSamples)
        {
            throw new ArgumentException($"The tracing has {length} recorded samples; this filter needs at least {MinimumSamples}.");
        }

        var total = length + (2 * _edge);
        var lanes = new Vector256<double>[total];
        for (var lead = 0; lead < tracing.Shape.Leads.Count; lead += 4)
        {
            var count = Math.Min(4, tracing.Shape.Leads.Count - lead);
            for (var lane = 0; lane < count; lane++)
            {
                Load(tracing.ValidRow(lead + lane), lanes, lane, extension);
            }

            Forward(lanes);
            Array.Reverse(lanes);
            Forward(lanes);
            Array.Reverse(lanes);
            for (var lane = 0; lane < count; lane++)
            {
                var row = tracing.ValidRow(lead + lane);
                var values = MemoryMarshal.Cast<Vector256<double>, double>(lanes.AsSpan(_edge, length));
                for (var sample = 0; sample < length; sample++)
                {
                    row[sample] = (float)values[(4 * sample) + lane];
                }
            }
        }
    }

    private static List<(double First, double Second)> Quadratics(IEnumerable<Complex> roots)
    {
        var (real, upper) = (new List<double>(), new List<Complex>());
        foreach (var root in roots)
        {
            if (Math.Abs(root.Imaginary) <= 1e-14 * Complex.Abs(root))
            {
                real.Add(root.Real);
            }
            else if (root.Imaginary > 0)
            {
                upper.Add(root);
            }
        }

        real.Sort();
        var quadratics = upper.ConvertAll(root => (-2 * root.Real, (root.Real * root.Real) + (root.Imaginary * root.Imaginary)));
        for (var index = 0; index + 1 < real.Count; index += 2)
        {
            quadratics.Add((-(real[index] + real[index + 1]), real[index] * real[index + 1]));
        }

        if (real.Count % 2 == 1)
        {
            quadratics.Add((-real[^1], 0));
        }

        return quadratics;
    }

    private void Load(ReadOnlySpan<float> row, Vector256<double>[] lanes, int lane, EdgeExtension extension)
    {
        var target = MemoryMarshal.Cast<Vector256<double>, double>(lanes.AsSpan());
        var (first, last) = ((double)row[0], (double)row[^1]);
        for (var place = 0; place < _edge; place++)
        {
            // Odd: the signal turned about its end point. Constant: the end point itself.
            var (before, after) = (_edge - place, place + 1);
            target[(4 * place) + lane] = extension == EdgeExtension.Odd ? (2 * first) - row[before] : first;
            target[(4 * (_edge + row.Length + place)) + lane] = extension == EdgeExtension.Odd ? (2 * last) - row[row.Length - 1 - after] : last;
        }

        for (var sample = 0; sample < row.Length; sample++)
        {
            target[(4 * (_edge + sample)) + lane] = row[sample];
        }
    }

    // Direct form II transposed, started in the state a constant input of the first value would have left.
    private void Forward(Vector256<double>[] lanes)
    {
        var start = lanes[0];
        foreach (var section in _sections)
        {
            var (b0, b1, b2) = (Vector256.Create(section.B0), Vector256.Create(section.B1), Vector256.Create(section.B2));
            var (a1, a2) = (Vector256.Create(section.A1), Vector256.Create(section.A2));
            var (s1, s2) = (start * section.State1, start * section.State2);
            foreach (ref var value in lanes.AsSpan())
            {
                var input = value;
                var output = (b0 * input) + s1;
                s1 = (b1 * input) - (a1 * output) + s2;
                s2 = (b2 * input) - (a2 * output);
                value = output;
            }
        }
    }

    private void SetInitialStates()
    {
        var scale = 1.0;
        foreach (ref var section in _sections.AsSpan())
        {
            var (c1, c2) = (section.B1 - (section.A1 * section.B0), section.B2 - (section.A2 * section.B0));
            var first = (c1 + c2) / (1 + section.A1 + section.A2);
            (section.State1, section.State2) = (scale * first, scale * (c2 - (section.A2 * first)));
            scale *= (section.B0 + section.B1 + section.B2) / (1 + section.A1 + section.A2);
        }
    }

    private struct Section
    {
        public double B0;
        public double B1;
        public double B2;
        public double A1;
        public double A2;
        public double State1;
        public double State2;
    }
}
