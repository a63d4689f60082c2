using EcgScaling.Laws.Fitting;

namespace EcgScaling.Laws.Forms;

/// <summary>A smoothly broken power law: E + b·x^-c0·prod over breaks of (1 + (x/d)^(1/f))^(-c·f).</summary>
/// <remarks>Caballero et al. arXiv 2210.14891.</remarks>
public sealed class BrokenPowerLawForm : LawForm
{
    private readonly int _breaks;

    /// <summary>Makes the law of an input with one or two breaks.</summary>
    public BrokenPowerLawForm(LawInput input, int breaks = 1)
    {
        if (breaks is < 1 or > 2)
        {
            throw new ArgumentOutOfRangeException(nameof(breaks), breaks, "A broken power law has one or two breaks here.");
        }

        (_breaks, Inputs) = (breaks, [input]);
        var parameters = new List<LawParameter> { LawParameter.Asymptote(), LawParameter.Amplitude("b"), new("c0", ParameterRole.Exponent, -5, 15) };
        for (var i = 1; i <= breaks; i++)
        {
            parameters.Add(new LawParameter($"c{i}", ParameterRole.Shape, -5, 10));
            parameters.Add(new LawParameter($"d{i}", ParameterRole.Location, 1e-6, 1e6));
            parameters.Add(new LawParameter($"f{i}", ParameterRole.Shape, 0.02, 3));
        }

        Parameters = parameters;
    }

    /// <inheritdoc/>
    public override string Name => LawForms.NameFor($"bnsl-{_breaks}", Inputs[0]);

    /// <inheritdoc/>
    public override string Formula => $"E + b·{Inputs[0]}^-c0" + string.Concat(Enumerable.Range(1, _breaks).Select(i => $"·(1 + ({Inputs[0]}/d{i})^(1/f{i}))^(-c{i}·f{i})"));

    /// <inheritdoc/>
    public override IReadOnlyList<LawInput> Inputs { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<LawParameter> Parameters { get; }

    /// <inheritdoc/>
    public override bool IsScalable => true;

    /// <inheritdoc/>
    public override double Value(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs) => parameters[0] + (parameters[1] * Math.Exp(LogShape(parameters, Math.Log(inputs[0]))));

    /// <inheritdoc/>
    public override void Gradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs, Span<double> gradient)
    {
        var log = Math.Log(inputs[0]);
        var shape = Math.Exp(LogShape(parameters, log));
        var reducible = parameters[1] * shape;
        gradient[0] = 1;
        gradient[1] = shape;
        gradient[2] = -log * reducible;
        for (var i = 0; i < _breaks; i++)
        {
            var (c, d, f) = (parameters[3 + (3 * i)], parameters[4 + (3 * i)], parameters[5 + (3 * i)]);
            var place = (log - Math.Log(d)) / f;
            var bend = Softplus(place);
            var share = 1 / (1 + Math.Exp(-place));
            gradient[3 + (3 * i)] = -f * bend * reducible;
            gradient[4 + (3 * i)] = c * share / d * reducible;
            gradient[5 + (3 * i)] = -c * (bend - (place * share)) * reducible;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Starts(LawSample sample)
    {
        double[] logs = [.. Enumerable.Range(0, sample.Columns.RowCount).Where(row => sample.Weights[row] > 0).Select(row => Math.Log(sample.Columns.Values(0)[row])).Order()];
        double At(double share) => Math.Exp(logs[(int)(share * (logs.Length - 1))]);
        var starts = new List<(double Score, double[] Start)>();
        foreach (var share in new[] { 0.25, 0.5, 0.75 })
        {
            foreach (var change in new[] { -0.3, -0.1, 0.1, 0.3 })
            {
                var breaks = _breaks == 1 ? new[] { change, At(share), 0.3 } : [change, At(share * 0.8), 0.3, -change, At(Math.Min(1, share + 0.2)), 0.3];
                var shape = new double[sample.Columns.Count];
                double[] exponents = [.. Enumerable.Range(0, 14).Select(step => 0.01 * Math.Pow(200, step / 13.0))];
                for (var row = 0; row < shape.Length; row++)
                {
                    shape[row] = LogShape([0, 1, 0, .. breaks], Math.Log(sample.Columns.Values(0)[row]));
                }

                var projection = new VariableProjection(sample.Responses, sample.Weights, true);
                projection.AddColumns([.. exponents.Select(exponent => shape.Select((bend, row) => Math.Exp(bend - (exponent * Math.Log(sample.Columns.Values(0)[row])))).ToArray())]);
                var node = projection.Minima(false, 1)[0];
                starts.Add((node.Score, [node.Constant, node.Amplitudes[0], exponents[node.Indices[0]], .. breaks]));
            }
        }

        return [.. starts.OrderBy(start => start.Score).Select(start => start.Start)];
    }

    /// <inheritdoc/>
    public override void ToNatural(ReadOnlySpan<double> scaled, LawScaling scaling, Span<double> natural)
    {
        scaled.CopyTo(natural);
        natural[0] = scaled[0] * scaling.Response;
        natural[1] = scaled[1] * scaling.Response * Math.Pow(scaling.Inputs[0], scaled[2]);
        for (var i = 0; i < _breaks; i++)
        {
            natural[4 + (3 * i)] = scaled[4 + (3 * i)] * scaling.Inputs[0];
        }
    }

    /// <inheritdoc/>
    public override void FromNatural(ReadOnlySpan<double> natural, LawScaling scaling, Span<double> scaled)
    {
        natural.CopyTo(scaled);
        scaled[0] = natural[0] / scaling.Response;
        scaled[1] = natural[1] / scaling.Response / Math.Pow(scaling.Inputs[0], natural[2]);
        for (var i = 0; i < _breaks; i++)
        {
            scaled[4 + (3 * i)] = natural[4 + (3 * i)] / scaling.Inputs[0];
        }
    }

    private double LogShape(ReadOnlySpan<double> parameters, double log)
    {
        var sum = -parameters[2] * log;
        for (var i = 0; i < _breaks; i++)
        {
            var (c, d, f) = (parameters[3 + (3 * i)], parameters[4 + (3 * i)], parameters[5 + (3 * i)]);
            sum -= c * f * Softplus((log - Math.Log(d)) / f);
        }

        return sum;
    }

    private static double Softplus(double value) => value > 30 ? value : Math.Log(1 + Math.Exp(value));
}
