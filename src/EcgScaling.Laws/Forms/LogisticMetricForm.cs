namespace EcgScaling.Laws.Forms;

/// <summary>
/// A metric that grows between a chance floor and 1, such as AUROC (floor 0.5): floor + (1 - floor)·sigmoid(top - b·x^-c). Use it with an
/// objective on the raw or the log-odds scale.
/// </summary>
public sealed class LogisticMetricForm : LawForm
{
    private readonly double _floor;

    /// <summary>Makes the law of an input.</summary>
    /// <param name="name">The name, such as <c>auroc</c>.</param>
    /// <param name="input">The input.</param>
    /// <param name="floor">The value of guessing: 0.5 for AUROC, 0 for a share.</param>
    public LogisticMetricForm(string name, LawInput input, double floor)
    {
        if (!(floor >= 0 && floor < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(floor), floor, "The value of guessing lies in [0, 1).");
        }

        (Name, Inputs, _floor) = (LawForms.NameFor(name, input), [input], floor);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Formula => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_floor} + {1 - _floor}·sigmoid(top - b·{Inputs[0]}^-c)");

    /// <inheritdoc/>
    public override IReadOnlyList<LawInput> Inputs { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<LawParameter> Parameters { get; } = [new("top", ParameterRole.Shape, -30, 30), LawParameter.Amplitude("b"), LawParameter.Exponent("c")];

    /// <inheritdoc/>
    public override bool IsScalable => true;

    /// <inheritdoc/>
    public override LawScaling ChooseScaling(LawScaling scaling)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        return scaling with { Response = 1 };
    }

    /// <inheritdoc/>
    public override double Value(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs) =>
        _floor + ((1 - _floor) / (1 + Math.Exp(-(parameters[0] - (parameters[1] * Math.Pow(inputs[0], -parameters[2]))))));

    /// <inheritdoc/>
    public override void Gradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs, Span<double> gradient)
    {
        var power = Math.Pow(inputs[0], -parameters[2]);
        var share = 1 / (1 + Math.Exp(-(parameters[0] - (parameters[1] * power))));
        var slope = (1 - _floor) * share * (1 - share);
        gradient[0] = slope;
        gradient[1] = -slope * power;
        gradient[2] = slope * parameters[1] * power * Math.Log(inputs[0]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Starts(LawSample sample)
    {
        double Odds(double y)
        {
            var share = Math.Clamp((y - _floor) / (1 - _floor), 1e-4, 1 - 1e-6);
            return Math.Log(share / (1 - share));
        }

        var best = Odds(sample.Largest());
        var starts = new List<(double Score, double[] Start)>();
        foreach (var margin in new[] { 0.02, 0.2, 0.7, 2, 5 })
        {
            var line = LogLine.Fit(sample, (row, y) => (Math.Log(sample.Columns.Values(0)[row]), Math.Log(best + margin - Odds(y))));
            starts.Add((line.Score, [best + margin, Math.Exp(line.Intercept), Math.Max(1e-3, -line.Slope)]));
        }

        return [.. starts.OrderBy(start => start.Score).Select(start => start.Start)];
    }

    /// <inheritdoc/>
    public override void ToNatural(ReadOnlySpan<double> scaled, LawScaling scaling, Span<double> natural)
    {
        scaled.CopyTo(natural);
        natural[1] = scaled[1] * Math.Pow(scaling.Inputs[0], scaled[2]);
    }

    /// <inheritdoc/>
    public override void FromNatural(ReadOnlySpan<double> natural, LawScaling scaling, Span<double> scaled)
    {
        natural.CopyTo(scaled);
        scaled[1] = natural[1] / Math.Pow(scaling.Inputs[0], natural[2]);
    }
}
