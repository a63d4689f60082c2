namespace EcgScaling.Laws.Forms;

/// <summary>A bounded error as a function of a loss: eps - k·exp(-g·x). Use it with an objective on the raw or the log-odds scale.</summary>
/// <remarks>Gadre et al. arXiv 2403.08540.</remarks>
public sealed class ErrorFromLossForm : LawForm
{
    /// <inheritdoc/>
    public override string Name => "error-from-loss";

    /// <inheritdoc/>
    public override string Formula => "eps - k·exp(-g·X)";

    /// <inheritdoc/>
    public override IReadOnlyList<LawInput> Inputs { get; } = [LawInput.X];

    /// <inheritdoc/>
    public override IReadOnlyList<LawParameter> Parameters { get; } = [new("eps", ParameterRole.Asymptote, 0, 1), new("k", ParameterRole.Amplitude, 0, double.PositiveInfinity), new("g", ParameterRole.Shape, 1e-6, 1e6)];

    /// <inheritdoc/>
    public override bool PositiveInputs => false;

    /// <inheritdoc/>
    public override double Value(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs) => parameters[0] - (parameters[1] * Math.Exp(-parameters[2] * inputs[0]));

    /// <inheritdoc/>
    public override void Gradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs, Span<double> gradient)
    {
        var decay = Math.Exp(-parameters[2] * inputs[0]);
        gradient[0] = 1;
        gradient[1] = -decay;
        gradient[2] = inputs[0] * parameters[1] * decay;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Starts(LawSample sample)
    {
        var largest = sample.Largest();
        var starts = new List<(double Score, double[] Start)>();
        foreach (var margin in new[] { 0.02, 0.1, 0.3, 1 })
        {
            var eps = Math.Min(1, largest + (margin * (largest - sample.Smallest())) + 1e-9);
            var line = LogLine.Fit(sample, (row, y) => (sample.Columns.Values(0)[row], Math.Log(eps - y)));
            starts.Add((line.Score, [eps, Math.Exp(line.Intercept), Math.Max(1e-6, -line.Slope)]));
        }

        return [.. starts.OrderBy(start => start.Score).Select(start => start.Start)];
    }
}
