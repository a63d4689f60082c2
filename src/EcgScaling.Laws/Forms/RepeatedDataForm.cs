namespace EcgScaling.Laws.Forms;

/// <summary>
/// Chinchilla's law with effective data for repeated epochs: D' = U·(1 + R·(1 - exp(-(D/U - 1)/R))), where U are distinct examples and R (rstar)
/// is the number of repeats after which a further one is worth 1/e of a fresh one.
/// </summary>
/// <remarks>Muennighoff et al. arXiv 2305.16264, with the discount on the data only.</remarks>
public sealed class RepeatedDataForm : LawForm
{
    private const double Smallest = 0.05;
    private const double Largest = 1e4;

    /// <inheritdoc/>
    public override string Name => "repeated-data";

    /// <inheritdoc/>
    public override string Formula => "E + A·N^-alpha + B·D'^-beta, D' = U·(1 + rstar·(1 - exp(-(D/U - 1)/rstar)))";

    /// <inheritdoc/>
    public override IReadOnlyList<LawInput> Inputs { get; } = [LawInput.N, LawInput.D, LawInput.U];

    /// <inheritdoc/>
    public override IReadOnlyList<LawParameter> Parameters { get; } =
    [
        LawParameter.Asymptote(), LawParameter.Amplitude("A"), LawParameter.Amplitude("B"), LawParameter.Exponent("alpha"), LawParameter.Exponent("beta"), new("rstar", ParameterRole.Shape, Smallest, Largest),
    ];

    /// <inheritdoc/>
    public override bool IsScalable => true;

    /// <summary>D' for D examples seen of which U are distinct.</summary>
    public static double EffectiveData(double samples, double distinct, double rstar) => distinct * (1 - (rstar * Expm1(-Math.Max(0, (samples / distinct) - 1) / rstar)));

    /// <inheritdoc/>
    public override LawScaling ChooseScaling(LawScaling scaling)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        return scaling with { Inputs = [scaling.Inputs[0], scaling.Inputs[1], scaling.Inputs[1]] };
    }

    /// <inheritdoc/>
    public override double Value(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs) =>
        parameters[0] + (parameters[1] * Math.Pow(inputs[0], -parameters[3])) + (parameters[2] * Math.Pow(EffectiveData(inputs[1], inputs[2], parameters[5]), -parameters[4]));

    /// <inheritdoc/>
    public override void Gradient(ReadOnlySpan<double> parameters, ReadOnlySpan<double> inputs, Span<double> gradient)
    {
        var (samples, rstar) = (EffectiveData(inputs[1], inputs[2], parameters[5]), parameters[5]);
        var repeats = Math.Max(0, (inputs[1] / inputs[2]) - 1) / rstar;
        gradient[0] = 1;
        gradient[1] = Math.Pow(inputs[0], -parameters[3]);
        gradient[2] = Math.Pow(samples, -parameters[4]);
        gradient[3] = -Math.Log(inputs[0]) * parameters[1] * gradient[1];
        gradient[4] = -Math.Log(samples) * parameters[2] * gradient[2];
        var slope = inputs[2] * (-Expm1(-repeats) - (repeats * Math.Exp(-repeats)));
        gradient[5] = -parameters[4] * parameters[2] * gradient[2] / samples * slope;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Starts(LawSample sample)
    {
        var starts = new List<double[]>();
        foreach (var rstar in new[] { 5, 15, 1.5, 60 })
        {
            var columns = sample.Columns;
            var effective = new double[columns.RowCount];
            for (var row = 0; row < effective.Length; row++)
            {
                effective[row] = EffectiveData(columns.Values(1)[row], columns.Values(2)[row], rstar);
            }

            var inner = sample with { Columns = new LawColumns([columns.Values(0)[..columns.RowCount].ToArray(), effective]), Lower = [], Upper = [] };
            starts.AddRange(LawForms.Chinchilla.Starts(inner).Take(2).Select(start => (double[])[.. start, rstar]));
        }

        return starts;
    }

    /// <inheritdoc/>
    public override void ToNatural(ReadOnlySpan<double> scaled, LawScaling scaling, Span<double> natural)
    {
        natural[5] = scaled[5];
        LawForms.Chinchilla.ToNatural(scaled[..5], scaling, natural[..5]);
    }

    /// <inheritdoc/>
    public override void FromNatural(ReadOnlySpan<double> natural, LawScaling scaling, Span<double> scaled)
    {
        scaled[5] = natural[5];
        LawForms.Chinchilla.FromNatural(natural[..5], scaling, scaled[..5]);
    }

    /// <summary>exp(x) - 1 without cancellation for small x.</summary>
    private static double Expm1(double x) => Math.Abs(x) < 1e-5 ? x * (1 + (x / 2)) : Math.Exp(x) - 1;
}
