using EcgScaling.Laws.Fitting;

namespace EcgScaling.Laws.Forms;

/// <summary>The over-training law E + (a·M^eta + b·M^-eta)·C^-eta with M = D/N examples for each parameter.</summary>
/// <remarks>Gadre et al. arXiv 2403.08540. With C = 6·N·D it is the tied law in other letters: alpha = beta = 2·eta.</remarks>
public sealed class OverTrainingForm : LawForm
{
    /// <inheritdoc/>
    public override string Name => "over-training";

    /// <inheritdoc/>
    public override string Formula => "E + (a·(D/N)^eta + b·(D/N)^-eta)·C^-eta";

    /// <inheritdoc/>
    public override IReadOnlyList<LawInput> Inputs { get; } = [LawInput.N, LawInput.D, LawInput.C];

    /// <inheritdoc/>
    public override IReadOnlyList<LawParameter> Parameters { get; } = [LawParameter.Asymptote(), LawParameter.Amplitude("a"), LawParameter.Amplitude("b"), LawParameter.Exponent("eta")];

    /// <inheritdoc/>
    public override bool IsScalable => true;

    /// <inheritdoc/>
    public override double Value(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs)
    {
        var (log, compute) = (Math.Log(inputs[1] / inputs[0]), Math.Log(inputs[2]));
        return parameters[0] + (parameters[1] * Math.Exp(parameters[3] * (log - compute))) + (parameters[2] * Math.Exp(-parameters[3] * (log + compute)));
    }

    /// <inheritdoc/>
    public override void Gradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs, Span<double> gradient)
    {
        var (log, compute) = (Math.Log(inputs[1] / inputs[0]), Math.Log(inputs[2]));
        gradient[0] = 1;
        gradient[1] = Math.Exp(parameters[3] * (log - compute));
        gradient[2] = Math.Exp(-parameters[3] * (log + compute));
        gradient[3] = (parameters[1] * gradient[1] * (log - compute)) - (parameters[2] * gradient[2] * (log + compute));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Starts(LawSample sample)
    {
        var columns = sample.Columns;
        double[] exponents = [.. Enumerable.Range(0, 24).Select(step => 0.01 * Math.Pow(200, step / 23.0))];
        double[][] Columns(int sign) => [.. exponents.Select(eta => Enumerable.Range(0, columns.Count)
            .Select(row => Math.Exp(eta * ((sign * Math.Log(columns.Values(1)[row] / columns.Values(0)[row])) - Math.Log(columns.Values(2)[row])))).ToArray())];
        var projection = new VariableProjection(sample.Responses, sample.Weights, true);
        projection.AddColumns(Columns(1));
        projection.AddColumns(Columns(-1));
        return [.. projection.Minima(true, 6).Select(node => new[] { node.Constant, node.Amplitudes[0], node.Amplitudes[1], exponents[node.Indices[0]] })];
    }

    /// <inheritdoc/>
    public override void ToNatural(ReadOnlySpan<double> scaled, LawScaling scaling, Span<double> natural) => Rescale(scaled, scaling, natural, 1);

    /// <inheritdoc/>
    public override void FromNatural(ReadOnlySpan<double> natural, LawScaling scaling, Span<double> scaled) => Rescale(natural, scaling, scaled, -1);

    private static void Rescale(ReadOnlySpan<double> from, LawScaling scaling, Span<double> to, int direction)
    {
        var (ratio, compute, response, eta) = (Math.Log(scaling.Inputs[1] / scaling.Inputs[0]), Math.Log(scaling.Inputs[2]), Math.Log(scaling.Response), from[3]);
        to[0] = from[0] * Math.Exp(direction * response);
        to[1] = from[1] * Math.Exp(direction * (response + (eta * (compute - ratio))));
        to[2] = from[2] * Math.Exp(direction * (response + (eta * (compute + ratio))));
        to[3] = eta;
    }
}
