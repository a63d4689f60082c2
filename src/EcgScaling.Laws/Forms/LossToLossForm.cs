namespace EcgScaling.Laws.Forms;

/// <summary>The loss-to-loss law K·(x - E_x)^kappa + E_y: one loss as a function of another.</summary>
/// <remarks>
/// Brandfonbrener et al. arXiv 2411.12925. With both asymptotes free the four parameters are rarely determined by the losses alone: give them from
/// fitted L(N, D) laws.
/// </remarks>
public sealed class LossToLossForm : LawForm
{
    private static readonly double[] Shares = [0, 0.5, 0.8, 0.95, 0.99];

    /// <inheritdoc/>
    public override string Name => "loss-to-loss";

    /// <inheritdoc/>
    public override string Formula => "K·(X - E_x)^kappa + E_y";

    /// <inheritdoc/>
    public override IReadOnlyList<LawInput> Inputs { get; } = [LawInput.X];

    /// <inheritdoc/>
    public override IReadOnlyList<LawParameter> Parameters { get; } = [LawParameter.Amplitude("K"), new("kappa", ParameterRole.Exponent, 1e-3, 15), LawParameter.Asymptote("E_x"), LawParameter.Asymptote("E_y")];

    /// <inheritdoc/>
    public override bool IsScalable => true;

    /// <inheritdoc/>
    public override double Value(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs) => (parameters[0] * Math.Pow(inputs[0] - parameters[2], parameters[1])) + parameters[3];

    /// <inheritdoc/>
    public override void Gradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs, Span<double> gradient)
    {
        var distance = inputs[0] - parameters[2];
        var power = Math.Pow(distance, parameters[1]);
        gradient[0] = power;
        gradient[1] = parameters[0] * power * Math.Log(distance);
        gradient[2] = -parameters[0] * parameters[1] * power / distance;
        gradient[3] = 1;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Starts(LawSample sample)
    {
        var smallest = double.PositiveInfinity;
        for (var row = 0; row < sample.Columns.RowCount; row++)
        {
            smallest = sample.Weights[row] > 0 ? Math.Min(smallest, sample.Columns.Values(0)[row]) : smallest;
        }

        double[] first = sample.Held(2) is { } heldX ? [heldX] : [.. Shares.Select(share => share * smallest)];
        double[] second = sample.Held(3) is { } heldY ? [heldY] : [.. Shares.Select(share => share * sample.Smallest())];
        var starts = new List<(double Score, double[] Start)>();
        foreach (var ex in first)
        {
            foreach (var ey in second)
            {
                var line = LogLine.Fit(sample, (row, y) => (Math.Log(sample.Columns.Values(0)[row] - ex), Math.Log(y - ey)));
                starts.Add((line.Score, [Math.Exp(line.Intercept), Math.Max(0.01, line.Slope), ex, ey]));
            }
        }

        return [.. starts.OrderBy(start => start.Score).Select(start => start.Start)];
    }

    /// <inheritdoc/>
    public override void ToNatural(ReadOnlySpan<double> scaled, LawScaling scaling, Span<double> natural)
    {
        natural[0] = scaled[0] * scaling.Response / Math.Pow(scaling.Inputs[0], scaled[1]);
        natural[1] = scaled[1];
        natural[2] = scaled[2] * scaling.Inputs[0];
        natural[3] = scaled[3] * scaling.Response;
    }

    /// <inheritdoc/>
    public override void FromNatural(ReadOnlySpan<double> natural, LawScaling scaling, Span<double> scaled)
    {
        scaled[0] = natural[0] / scaling.Response * Math.Pow(scaling.Inputs[0], natural[1]);
        scaled[1] = natural[1];
        scaled[2] = natural[2] / scaling.Inputs[0];
        scaled[3] = natural[3] / scaling.Response;
    }
}
