using EcgScaling.Laws.Objectives;
using MathNet.Numerics;

namespace EcgScaling.Laws.Fitting;

/// <summary>
/// The negative log-likelihood of Student's t with log scale and log degrees of freedom as two further parameters. The degrees of freedom
/// stay between 1 and 200: beyond that the law of errors is normal and the difference of log-gammas cancels.
/// </summary>
internal static class StudentTLikelihood
{
    private const double SmallestLogScale = -27;

    public static double[] Lower(ResidualLoss loss) => loss == ResidualLoss.StudentT ? [SmallestLogScale, 0] : [];

    public static double[] Upper(ResidualLoss loss) => loss == ResidualLoss.StudentT ? [5, Math.Log(200)] : [];

    public static double Evaluate(LawProblem problem, ReadOnlySpan<double> x, ReadOnlySpan<double> values, ReadOnlySpan<double> jacobian, Span<double> residuals, Span<double> multipliers, Span<double> second, Span<double> reweighted, Span<double> gradient, Span<double> hessian, Span<double> metric)
    {
        var (size, count, stride) = (problem.LawSize, values.Length, problem.Dimension);
        var (s, t) = (size, size + 1);
        var variance = Math.Exp(2 * x[s]);
        var nu = Math.Exp(x[t]);
        var scaled = nu * variance;
        var constant = SpecialFunctions.GammaLn(nu / 2) - SpecialFunctions.GammaLn((nu + 1) / 2) + (0.5 * Math.Log(nu * Math.PI)) + x[s];
        var (total, weightSum, slopeS, curveS, slopeNu, curveNu, mixed) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var row = 0; row < count; row++)
        {
            var weight = problem.Weights[row];
            var (residual, slope, bend) = Residual(problem.Objective.Scale, values[row], problem.Transformed[row]);
            residuals[row] = residual;
            var square = residual * residual;
            var spread = scaled + square;
            var psi = (nu + 1) * residual / spread;
            var curve = (nu + 1) * (scaled - square) / (spread * spread);
            total += weight * (constant + ((nu + 1) / 2 * Math.Log(1 + (square / scaled))));
            weightSum += weight;
            multipliers[row] = weight * psi * slope;
            second[row] = weight * ((curve * slope * slope) + (psi * bend));
            reweighted[row] = weight * (nu + 1) / spread * slope * slope;
            var share = square / spread;
            slopeS += weight * (1 - (residual * psi));
            curveS += weight * 2 * (nu + 1) * scaled * square / (spread * spread);
            mixed -= weight * nu * square * (square - variance) / (spread * spread);
            slopeNu += weight * ((0.5 * Math.Log(1 + (square / scaled))) - ((nu + 1) / 2 * share / nu));
            curveNu += weight * ((-share / nu) + ((nu + 1) / 2 * share * ((variance / (spread * nu)) + (1 / (nu * nu)))));
            if (hessian.Length > 0)
            {
                var bySlope = -weight * 2 * (nu + 1) * residual * scaled / (spread * spread) * slope;
                var byNu = weight * nu * residual * (square - variance) / (spread * spread) * slope;
                for (var p = 0; p < size; p++)
                {
                    hessian[(p * stride) + s] += bySlope * jacobian[(p * count) + row];
                    hessian[(p * stride) + t] += byNu * jacobian[(p * count) + row];
                }
            }
        }

        if (gradient.Length > 0)
        {
            slopeNu += weightSum * 0.5 * (SpecialFunctions.DiGamma(nu / 2) - SpecialFunctions.DiGamma((nu + 1) / 2) + (1 / nu));
            curveNu += weightSum * ((0.25 * (TriGamma(nu / 2) - TriGamma((nu + 1) / 2))) - (0.5 / (nu * nu)));
            gradient[s] = slopeS;
            gradient[t] = nu * slopeNu;
            if (hessian.Length == 0)
            {
                return total;
            }

            hessian[(s * stride) + s] = curveS;
            hessian[(t * stride) + t] = (nu * slopeNu) + (nu * nu * curveNu);
            hessian[(s * stride) + t] = hessian[(t * stride) + s] = mixed;
            for (var p = 0; p < size; p++)
            {
                hessian[(s * stride) + p] = hessian[(p * stride) + s];
                hessian[(t * stride) + p] = hessian[(p * stride) + t];
            }

            // Expected information of the scale; a modest positive number for the degrees of freedom.
            metric[(s * stride) + s] = weightSum * 2 * nu / (nu + 3);
            metric[(t * stride) + t] = weightSum * 0.25;
        }

        return total;
    }

    /// <summary>The second derivative of the logarithm of the gamma function, for positive arguments.</summary>
    internal static double TriGamma(double x)
    {
        var sum = 0.0;
        for (; x < 12; x++)
        {
            sum += 1 / (x * x);
        }

        var inverse = 1 / (x * x);
        return sum + (1 / x) + (inverse / 2) + (inverse / x * ((1.0 / 6) - (inverse * ((1.0 / 30) - (inverse * ((1.0 / 42) - (inverse * (1.0 / 30))))))));
    }

    private static (double Residual, double Slope, double Bend) Residual(ResidualScale scale, double value, double transformed) => scale switch
    {
        ResidualScale.Log => (Math.Log(value) - transformed, 1 / value, -1 / (value * value)),
        ResidualScale.Raw => (value - transformed, 1, 0),
        _ => (Math.Log(value / (1 - value)) - transformed, 1 / (value * (1 - value)), ((2 * value) - 1) / (value * (1 - value) * value * (1 - value))),
    };
}
