using EcgScaling.Laws.Fitting;

namespace EcgScaling.Laws.Forms;

/// <summary>E + A·N^-alpha·D^-beta: size and data help only together.</summary>
public sealed class ProductForm : LawForm
{
    /// <inheritdoc/>
    public override string Name => "product";

    /// <inheritdoc/>
    public override string Formula => "E + A·N^-alpha·D^-beta";

    /// <inheritdoc/>
    public override IReadOnlyList<LawInput> Inputs { get; } = [LawInput.N, LawInput.D];

    /// <inheritdoc/>
    public override IReadOnlyList<LawParameter> Parameters { get; } = [LawParameter.Asymptote(), LawParameter.Amplitude("A"), LawParameter.Exponent("alpha"), LawParameter.Exponent("beta")];

    /// <inheritdoc/>
    public override bool IsScalable => true;

    /// <inheritdoc/>
    public override double Value(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs) => parameters[0] + (parameters[1] * Power(parameters, inputs));

    /// <inheritdoc/>
    public override void Gradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs, Span<double> gradient)
    {
        gradient[0] = 1;
        gradient[1] = Power(parameters, inputs);
        gradient[2] = -Math.Log(inputs[0]) * parameters[1] * gradient[1];
        gradient[3] = -Math.Log(inputs[1]) * parameters[1] * gradient[1];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Starts(LawSample sample)
    {
        double[] exponents = [.. Enumerable.Range(0, 9).Select(step => 0.01 * Math.Pow(200, step / 8.0))];
        var nodes = exponents.SelectMany(alpha => exponents.Select(beta => (alpha, beta))).ToArray();
        var projection = new VariableProjection(sample.Responses, sample.Weights, true);
        projection.AddColumns([.. nodes.Select(node => Enumerable.Range(0, sample.Columns.Count)
            .Select(row => Math.Exp(-(node.alpha * Math.Log(sample.Columns.Values(0)[row])) - (node.beta * Math.Log(sample.Columns.Values(1)[row])))).ToArray())]);
        return [.. projection.Minima(false, nodes.Length).OrderBy(node => node.Score).Take(8).Select(node => new[] { node.Constant, node.Amplitudes[0], nodes[node.Indices[0]].alpha, nodes[node.Indices[0]].beta })];
    }

    /// <inheritdoc/>
    public override void ToNatural(ReadOnlySpan<double> scaled, LawScaling scaling, Span<double> natural)
    {
        scaled.CopyTo(natural);
        natural[0] = scaled[0] * scaling.Response;
        natural[1] = scaled[1] * scaling.Response / Power(scaled, [.. scaling.Inputs]);
    }

    /// <inheritdoc/>
    public override void FromNatural(ReadOnlySpan<double> natural, LawScaling scaling, Span<double> scaled)
    {
        natural.CopyTo(scaled);
        scaled[0] = natural[0] / scaling.Response;
        scaled[1] = natural[1] / scaling.Response * Power(natural, [.. scaling.Inputs]);
    }

    private static double Power(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs) => Math.Exp(-(parameters[2] * Math.Log(inputs[0])) - (parameters[3] * Math.Log(inputs[1])));
}
