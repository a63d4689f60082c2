using System.Runtime.Intrinsics;
using EcgScaling.Laws.Objectives;

namespace EcgScaling.Laws.Fitting;

/// <summary>Turns predictions into residuals, the objective, and the per-row factors of gradient, Hessian and metric; four rows at a time.</summary>
internal static class ResidualKernel
{
    /// <summary>A value on the residual scale.</summary>
    public static double Transform(double value, ResidualScale scale) => scale switch
    {
        ResidualScale.Log => Math.Log(value),
        ResidualScale.Logit => Math.Log(value / (1 - value)),
        _ => value,
    };

    /// <summary>
    /// The objective: half the weighted squares, or Huber divided by delta (which tends to absolute values as delta tends to zero).
    /// </summary>
    /// <param name="objective">The objective.</param>
    /// <param name="delta">Huber's delta; infinite for squares.</param>
    /// <param name="values">Predictions.</param>
    /// <param name="transformed">Measured values on the residual scale.</param>
    /// <param name="weights">Weights; zero for padding.</param>
    /// <param name="residuals">Receives the residuals.</param>
    /// <param name="multipliers">Receives d objective / d prediction.</param>
    /// <param name="second">Receives the factor of the outer product of two gradients in the Hessian.</param>
    /// <param name="reweighted">Receives the factor in the metric.</param>
    public static double Evaluate(FitObjective objective, double delta, ReadOnlySpan<double> values, ReadOnlySpan<double> transformed, ReadOnlySpan<double> weights, Span<double> residuals, Span<double> multipliers, Span<double> second, Span<double> reweighted)
    {
        var f = Lanes.Of(values);
        var y = Lanes.Of(transformed)[..f.Length];
        var w = Lanes.Of(weights)[..f.Length];
        var r = Lanes.Of(residuals)[..f.Length];
        var m = Lanes.Of(multipliers)[..f.Length];
        var h = Lanes.Of(second)[..f.Length];
        var k = Lanes.Of(reweighted)[..f.Length];
        var one = Vector256<double>.One;
        var zero = Vector256<double>.Zero;
        var half = Vector256.Create(0.5);
        var squares = double.IsPositiveInfinity(delta);
        var limit = Vector256.Create(delta);
        var inverse = Vector256.Create(squares ? 1 : 1 / delta);
        var over = Vector256.Create(objective.OverPredictionWeight);
        var symmetric = objective.OverPredictionWeight == 1;
        var sum = zero;
        for (var i = 0; i < f.Length; i++)
        {
            var (residual, slope, bend) = Residual(objective.Scale, f[i], y[i]);
            r[i] = residual;
            var weight = symmetric ? w[i] : w[i] * Vector256.ConditionalSelect(Vector256.GreaterThan(residual, zero), over, one);
            Vector256<double> rho, psi, curve, irls;
            if (squares)
            {
                (rho, psi, curve, irls) = (half * residual * residual, residual, one, one);
            }
            else
            {
                var magnitude = Vector256.Abs(residual);
                var inside = Vector256.LessThanOrEqual(magnitude, limit);
                var scaled = residual * inverse;
                rho = Vector256.ConditionalSelect(inside, half * residual * scaled, magnitude - (half * limit));
                psi = Vector256.ConditionalSelect(inside, scaled, Vector256.CopySign(one, residual));
                curve = Vector256.ConditionalSelect(inside, inverse, zero);
                irls = Vector256.ConditionalSelect(inside, inverse, one / magnitude);
            }

            sum += weight * rho;
            m[i] = weight * psi * slope;
            h[i] = weight * ((curve * slope * slope) + (psi * bend));
            k[i] = weight * irls * slope * slope;
        }

        return Vector256.Sum(sum);
    }

    /// <summary>The residual with its first and second derivative by the prediction.</summary>
    internal static (Vector256<double> Residual, Vector256<double> Slope, Vector256<double> Bend) Residual(ResidualScale scale, Vector256<double> value, Vector256<double> transformed)
    {
        if (scale == ResidualScale.Raw)
        {
            return (value - transformed, Vector256<double>.One, Vector256<double>.Zero);
        }

        if (scale == ResidualScale.Log)
        {
            var slope = Vector256<double>.One / value;
            return (Vector256.Log(value) - transformed, slope, -(slope * slope));
        }

        var rest = Vector256<double>.One - value;
        var odds = Vector256<double>.One / (value * rest);
        return (Vector256.Log(value / rest) - transformed, odds, (value - rest) * odds * odds);
    }
}
