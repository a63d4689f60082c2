using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;

namespace EcgScaling.Laws.Fitting;

/// <summary>Data checked against a law and brought into scaled, padded columns.</summary>
internal sealed class LawDesign
{
    private LawDesign(LawForm form, ScalingData data, FitObjective objective, LawScaling scaling, LawColumns columns, double[] responses, double[] weights)
    {
        (Form, Data, Objective, Scaling, Columns, Responses, Weights) = (form, data, objective, scaling, columns, responses, weights);
        Effective = weights.Count(weight => weight > 0);
    }

    public LawForm Form { get; }

    public ScalingData Data { get; }

    public FitObjective Objective { get; }

    public LawScaling Scaling { get; }

    public LawColumns Columns { get; }

    /// <summary>Scaled responses, padded.</summary>
    public double[] Responses { get; }

    /// <summary>Weights, padded with zeros.</summary>
    public double[] Weights { get; }

    /// <summary>How many rows have weight.</summary>
    public int Effective { get; }

    public static LawDesign Create(LawForm form, ScalingData data, FitObjective objective, FitOptions options)
    {
        DataChecks.Check(form, data, objective);
        var first = Array.FindIndex(data.Weights, weight => weight > 0);

        // What stands in rows without weight must not matter, not even when it is not a number.
        double[] Clean(double[] column) => [.. column.Select((value, row) => data.Weights[row] > 0 ? value : column[first])];
        var columns = form.Inputs.Select(input => Clean(data.Column(input))).ToArray();
        var scaling = form.IsScalable && !NeedsNaturalUnits(form, options)
            ? form.ChooseScaling(new LawScaling([.. columns.Select(column => GeometricMean(column, data.Weights))], objective.Scale == ResidualScale.Logit ? 1 : GeometricMean(data.Losses, data.Weights)))
            : LawScaling.None(columns.Length);
        var scaled = new double[columns.Length][];
        for (var input = 0; input < columns.Length; input++)
        {
            var unit = scaling.Inputs[input];
            scaled[input] = [.. columns[input].Select(value => value / unit)];
        }

        var padded = new LawColumns(scaled);
        var responses = LawColumns.Pad([.. Clean(data.Losses).Select(value => value / scaling.Response)], padded.Count);
        var weights = new double[padded.Count];
        data.Weights.CopyTo(weights, 0);
        return new LawDesign(form, data, objective, scaling, padded, responses, weights);
    }

    /// <summary>A new problem with its own buffers, bounds set from the law and the options.</summary>
    public LawProblem CreateProblem(FitOptions options)
    {
        var problem = new LawProblem(Form, Columns, Responses, Weights, Objective);
        var largestLog = Scaling.Inputs.Max(unit => Math.Abs(Math.Log(unit)));
        for (var i = 0; i < Form.Parameters.Count; i++)
        {
            var parameter = Form.Parameters[i];
            var (lower, upper) = options.Bounds.TryGetValue(parameter.Name, out var bounds) ? bounds : (parameter.Lower, parameter.Upper);
            if (options.Fixed.TryGetValue(parameter.Name, out var value))
            {
                (lower, upper) = (value, value);
            }

            if (parameter.Role == ParameterRole.Asymptote && Form.IsScalable)
            {
                (lower, upper) = (ToScaled(i, lower), ToScaled(i, upper));
            }

            if (parameter.Role == ParameterRole.Exponent && Form.IsScalable)
            {
                // Amplitudes in natural units must stay within a double.
                upper = Math.Max(lower, Math.Min(upper, 600 / Math.Max(largestLog, 1)));
            }

            problem.SetBounds(i, lower, upper);
        }

        return problem;
    }

    /// <summary>Rows with weight whose residuals can differ from zero at random: rows minus parameters.</summary>
    public int DegreesOfFreedom(LawProblem problem)
    {
        var free = 0;
        for (var i = 0; i < problem.LawSize; i++)
        {
            free += problem.Lower[i] < problem.Upper[i] ? 1 : 0;
        }

        return Effective - free;
    }

    public double[] ToNatural(ReadOnlySpan<double> working)
    {
        var natural = new double[Form.Parameters.Count];
        Form.ToNatural(working[..natural.Length], Scaling, natural);
        return natural;
    }

    /// <summary>One natural value in scaled units; only for parameters whose unit does not depend on the others.</summary>
    private double ToScaled(int parameter, double value)
    {
        if (!double.IsFinite(value))
        {
            return value;
        }

        var (natural, scaled) = (Enumerable.Repeat(1.0, Form.Parameters.Count).ToArray(), new double[Form.Parameters.Count]);
        natural[parameter] = value;
        Form.FromNatural(natural, Scaling, scaled);
        return scaled[parameter];
    }

    private static bool NeedsNaturalUnits(LawForm form, FitOptions options) => form.Parameters.Any(parameter =>
        parameter.Role is ParameterRole.Amplitude or ParameterRole.Location && (options.Fixed.ContainsKey(parameter.Name) || options.Bounds.ContainsKey(parameter.Name)));

    private static double GeometricMean(double[] values, double[] weights)
    {
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            if (weights[i] > 0 && values[i] > 0)
            {
                sum += Math.Log(values[i]);
                total++;
            }
        }

        return total > 0 ? Math.Exp(sum / total) : 1;
    }
}
