using EcgScaling.Laws.Fitting;

namespace EcgScaling.Laws.Forms;

/// <summary>M3: E + b·(1/x + g)^c, a power law that levels off for large and is a power of 1/x for small x.</summary>
/// <remarks>Alabdulmohsin et al. arXiv 2209.06640 (there with other signs).</remarks>
public sealed class SaturatingForm : LawForm
{
    /// <summary>Makes the law of an input.</summary>
    public SaturatingForm(LawInput input) => Inputs = [input];

    /// <inheritdoc/>
    public override string Name => LawForms.NameFor("m3", Inputs[0]);

    /// <inheritdoc/>
    public override string Formula => $"E + b·(1/{Inputs[0]} + g)^c";

    /// <inheritdoc/>
    public override IReadOnlyList<LawInput> Inputs { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<LawParameter> Parameters { get; } =
    [
        LawParameter.Asymptote(), LawParameter.Amplitude("b"), LawParameter.Exponent("c"), new("g", ParameterRole.Location, 0, double.PositiveInfinity),
    ];

    /// <inheritdoc/>
    public override bool IsScalable => true;

    /// <inheritdoc/>
    public override double Value(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs) =>
        parameters[0] + (parameters[1] * Math.Pow((1 / inputs[0]) + parameters[3], parameters[2]));

    /// <inheritdoc/>
    public override void Gradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs, Span<double> gradient)
    {
        var place = (1 / inputs[0]) + parameters[3];
        var power = Math.Pow(place, parameters[2]);
        gradient[0] = 1;
        gradient[1] = power;
        gradient[2] = parameters[1] * power * Math.Log(place);
        gradient[3] = parameters[1] * parameters[2] * power / place;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Starts(LawSample sample)
    {
        var starts = new List<(double Score, double[] Start)>();
        foreach (var shift in new[] { 0, 0.03, 0.3, 2 })
        {
            var logs = new double[sample.Columns.Count];
            for (var row = 0; row < logs.Length; row++)
            {
                logs[row] = -Math.Log((1 / sample.Columns.Values(0)[row]) + shift);
            }

            var projection = new VariableProjection(sample.Responses, sample.Weights, true);
            double[] exponents = [.. Enumerable.Range(0, 16).Select(step => 0.02 * Math.Pow(200, step / 15.0))];
            projection.AddTerm(exponents, logs);
            starts.AddRange(projection.Minima(false, 2).Select(node => (node.Score, new[] { node.Constant, node.Amplitudes[0], exponents[node.Indices[0]], shift })));
        }

        return [.. starts.OrderBy(start => start.Score).Select(start => start.Start)];
    }

    /// <inheritdoc/>
    public override void ToNatural(ReadOnlySpan<double> scaled, LawScaling scaling, Span<double> natural)
    {
        natural[0] = scaled[0] * scaling.Response;
        natural[1] = scaled[1] * scaling.Response * Math.Pow(scaling.Inputs[0], scaled[2]);
        natural[2] = scaled[2];
        natural[3] = scaled[3] / scaling.Inputs[0];
    }

    /// <inheritdoc/>
    public override void FromNatural(ReadOnlySpan<double> natural, LawScaling scaling, Span<double> scaled)
    {
        scaled[0] = natural[0] / scaling.Response;
        scaled[1] = natural[1] / scaling.Response / Math.Pow(scaling.Inputs[0], natural[2]);
        scaled[2] = natural[2];
        scaled[3] = natural[3] * scaling.Inputs[0];
    }
}
