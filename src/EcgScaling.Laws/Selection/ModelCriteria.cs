using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;
using MathNet.Numerics.Distributions;

namespace EcgScaling.Laws.Selection;

/// <summary>
/// The likelihood of a fit and the criteria that follow. Least squares: normal errors; LAD: Laplace; Huber: Huber's least favourable
/// density; each with its scale estimated by maximum likelihood; Student's t as fitted. On the residual scale, so only fits with the same scale and rows compare.
/// </summary>
/// <param name="LogLikelihood">The logarithm of the likelihood.</param>
/// <param name="ParameterCount">Fitted parameters, those of the error distribution included.</param>
/// <param name="Count">Points.</param>
public sealed record ModelCriteria(double LogLikelihood, int ParameterCount, int Count)
{
    /// <summary>Akaike's criterion.</summary>
    public double Aic => (2 * ParameterCount) - (2 * LogLikelihood);

    /// <summary>Akaike's criterion with the correction for few points; infinite with fewer than p + 2.</summary>
    public double Aicc => Count - ParameterCount - 1 > 0 ? Aic + (2.0 * ParameterCount * (ParameterCount + 1) / (Count - ParameterCount - 1)) : double.PositiveInfinity;

    /// <summary>The Bayesian (Schwarz) criterion.</summary>
    public double Bic => (ParameterCount * Math.Log(Count)) - (2 * LogLikelihood);

    /// <summary>The criteria of a fit.</summary>
    public static ModelCriteria Of(LawFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var law = fit.Parameters.Count - fit.Options.Fixed.Count;
        if (fit.Objective.Loss == ResidualLoss.StudentT)
        {
            return new ModelCriteria(-(fit.Objective.Mean ? fit.ObjectiveValue * fit.Data.Weights.Sum() : fit.ObjectiveValue), law + 2, fit.Count);
        }

        var rows = Enumerable.Range(0, fit.Data.Count).Where(row => fit.Data.Weights[row] > 0).ToArray();
        var (residuals, weights) = (rows.Select(row => fit.Residuals[row]).ToArray(), rows.Select(row => fit.Data.Weights[row]).ToArray());
        var (total, half) = (weights.Sum(), 0.5 * weights.Sum(Math.Log));
        if (fit.Objective.Loss == ResidualLoss.Absolute)
        {
            var mean = residuals.Zip(weights, (r, w) => w * Math.Abs(r)).Sum() / total;
            return new ModelCriteria(-total * (Math.Log(2 * Math.Max(mean, 1e-300)) + 1), law + 1, fit.Count);
        }

        if (double.IsPositiveInfinity(fit.Delta))
        {
            var variance = residuals.Zip(weights, (r, w) => w * r * r).Sum() / fit.Count;
            return new ModelCriteria(half - (fit.Count / 2.0 * (Math.Log(2 * Math.PI * Math.Max(variance, 1e-300)) + 1)), law + 1, fit.Count);
        }

        return new ModelCriteria(-Smallest(residuals, weights, fit.Delta), law + 1, fit.Count);
    }

    /// <summary>The negative log-likelihood of Huber's density at the best scale, by golden section on the log scale.</summary>
    private static double Smallest(double[] residuals, double[] weights, double delta)
    {
        double At(double logScale)
        {
            var scale = Math.Exp(logScale);
            var bend = delta / scale;
            var log = Math.Log(scale) + Math.Log((Math.Sqrt(2 * Math.PI) * ((2 * Normal.CDF(0, 1, bend)) - 1)) + (2 / bend * Math.Exp(-bend * bend / 2)));
            var sum = 0.0;
            for (var i = 0; i < residuals.Length; i++)
            {
                var size = Math.Abs(residuals[i]) / scale;
                sum += weights[i] * (log + (size <= bend ? size * size / 2 : bend * (size - (bend / 2))));
            }

            return sum;
        }

        var (low, high) = (Math.Log(delta) - 12, Math.Log(delta) + 12);
        var ratio = (Math.Sqrt(5) - 1) / 2;
        for (var step = 0; step < 80; step++)
        {
            var (a, b) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            (low, high) = At(a) < At(b) ? (low, b) : (a, high);
        }

        return At((low + high) / 2);
    }
}
