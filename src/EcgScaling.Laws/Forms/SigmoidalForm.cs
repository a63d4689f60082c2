namespace EcgScaling.Laws.Forms;

/// <summary>M4: (L - E) / (L0 - L)^a = b·x^-c, a power law between a random-guess loss L0 and an irreducible loss E, solved for L.</summary>
/// <remarks>Alabdulmohsin et al. arXiv 2209.06640.</remarks>
public sealed class SigmoidalForm : LawForm
{
    /// <summary>Makes the law of an input.</summary>
    public SigmoidalForm(LawInput input) => Inputs = [input];

    /// <inheritdoc/>
    public override string Name => LawForms.NameFor("m4", Inputs[0]);

    /// <inheritdoc/>
    public override string Formula => $"(L - E)/(L0 - L)^a = b·{Inputs[0]}^-c";

    /// <inheritdoc/>
    public override IReadOnlyList<LawInput> Inputs { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<LawParameter> Parameters { get; } =
    [
        LawParameter.Asymptote(), new("L0", ParameterRole.Asymptote, 0, double.PositiveInfinity), LawParameter.Amplitude("b"), LawParameter.Exponent("c"), new("a", ParameterRole.Shape, 0, 10),
    ];

    /// <inheritdoc/>
    public override bool IsScalable => true;

    /// <inheritdoc/>
    public override double Value(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs)
    {
        var (floor, range, a) = (parameters[0], parameters[1] - parameters[0], parameters[4]);
        var right = Math.Log(parameters[2]) - (parameters[3] * Math.Log(inputs[0])) - ((1 - a) * Math.Log(range));
        if (!(range > 0) || !double.IsFinite(right))
        {
            return double.NaN;
        }

        // With L = E + range·sigmoid(t) the equation is monotone in t; Newton with a bracket.
        var (low, high, t) = (-700.0, 700.0, 0.0);
        for (var step = 0; step < 60; step++)
        {
            var miss = LogSigmoid(t) - (a * LogSigmoid(-t)) - right;
            (low, high) = miss > 0 ? (low, t) : (t, high);
            var slope = Sigmoid(-t) + (a * Sigmoid(t));
            var next = t - (miss / slope);
            next = next > low && next < high ? next : (low + high) / 2;
            if (Math.Abs(next - t) < 4e-15 * (1 + Math.Abs(t)))
            {
                break;
            }

            t = next;
        }

        return floor + (range * Sigmoid(t));
    }

    /// <inheritdoc/>
    public override void Gradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs, Span<double> gradient)
    {
        var value = Value(parameters, inputs);
        var (above, below, a) = (value - parameters[0], parameters[1] - value, parameters[4]);
        var slope = (1 / above) + (a / below);
        gradient[0] = 1 / above / slope;
        gradient[1] = a / below / slope;
        gradient[2] = 1 / parameters[2] / slope;
        gradient[3] = -Math.Log(inputs[0]) / slope;
        gradient[4] = Math.Log(below) / slope;
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<double> parameters, LawColumns columns, Span<double> values, Span<double> jacobian)
    {
        // Each value takes an equation to solve; the gradient then follows from it.
        var count = columns.Count;
        for (var row = 0; row < count; row++)
        {
            values[row] = Value(parameters, columns.Values(0).Slice(row, 1));
            if (jacobian.Length > 0)
            {
                var (above, below) = (values[row] - parameters[0], parameters[1] - values[row]);
                var slope = (1 / above) + (parameters[4] / below);
                jacobian[row] = 1 / above / slope;
                jacobian[count + row] = parameters[4] / below / slope;
                jacobian[(2 * count) + row] = 1 / parameters[2] / slope;
                jacobian[(3 * count) + row] = -columns.Logs(0)[row] / slope;
                jacobian[(4 * count) + row] = Math.Log(below) / slope;
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Starts(LawSample sample)
    {
        var starts = new List<(double Score, double[] Start)>();
        var (smallest, largest) = (sample.Smallest(), sample.Largest());
        foreach (var ceiling in new[] { 1.02, 1.3, 3 })
        {
            foreach (var floor in new[] { 0, 0.5, 0.9 })
            {
                foreach (var a in new[] { 0.05, 1 })
                {
                    var (e, top) = (floor * smallest, ceiling * largest);
                    var line = LogLine.Fit(sample, (row, y) => (Math.Log(sample.Columns.Values(0)[row]), Math.Log(y - e) - (a * Math.Log(top - y))));
                    if (line.Slope < 0)
                    {
                        starts.Add((line.Score, [e, top, Math.Exp(line.Intercept), Math.Max(1e-3, -line.Slope), a]));
                    }
                }
            }
        }

        return starts.Count > 0 ? [.. starts.OrderBy(start => start.Score).Select(start => start.Start)] : [[0.5 * smallest, 1.3 * largest, 1, 0.3, 1]];
    }

    /// <inheritdoc/>
    public override void ToNatural(ReadOnlySpan<double> scaled, LawScaling scaling, Span<double> natural)
    {
        scaled.CopyTo(natural);
        natural[0] = scaled[0] * scaling.Response;
        natural[1] = scaled[1] * scaling.Response;
        natural[2] = scaled[2] * Math.Pow(scaling.Inputs[0], scaled[3]) * Math.Pow(scaling.Response, 1 - scaled[4]);
    }

    /// <inheritdoc/>
    public override void FromNatural(ReadOnlySpan<double> natural, LawScaling scaling, Span<double> scaled)
    {
        natural.CopyTo(scaled);
        scaled[0] = natural[0] / scaling.Response;
        scaled[1] = natural[1] / scaling.Response;
        scaled[2] = natural[2] / Math.Pow(scaling.Inputs[0], natural[3]) / Math.Pow(scaling.Response, 1 - natural[4]);
    }

    private static double Sigmoid(double t) => 1 / (1 + Math.Exp(-t));

    private static double LogSigmoid(double t) => t > 0 ? -Math.Log(1 + Math.Exp(-t)) : t - Math.Log(1 + Math.Exp(t));
}
