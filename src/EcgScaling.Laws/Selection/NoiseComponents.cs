using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Results;
using MathNet.Numerics.Distributions;

namespace EcgScaling.Laws.Selection;

/// <summary>Seed noise, evaluation noise and lack of fit told apart, as standard deviations on the residual scale.</summary>
/// <param name="Residual">The deviation around the law, with n - p degrees of freedom.</param>
/// <param name="Replicate">The deviation between runs with equal inputs: seeds and evaluation together.</param>
/// <param name="Evaluation">The part that the evaluation set explains (root mean square of the standard errors given); NaN where none were given.</param>
/// <param name="Seed">What remains of the replicate noise for the seeds; zero where evaluation explains it all, NaN where it is unknown.</param>
/// <param name="LackOfFit">What the law misses beyond the noise.</param>
/// <param name="LackOfFitProbability">The probability of so much lack of fit by chance.</param>
/// <param name="ReplicateDegreesOfFreedom">Degrees of freedom of the replicate noise.</param>
public sealed record NoiseComponents(double Residual, double Replicate, double Evaluation, double Seed, double LackOfFit, double LackOfFitProbability, int ReplicateDegreesOfFreedom)
{
    /// <summary>Measures the components from runs with equal inputs; null where there are none, or nothing is left to test.</summary>
    public static NoiseComponents? Of(LawFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var columns = fit.Form.Inputs.Select(fit.Data.Column).ToArray();
        var groups = Enumerable.Range(0, fit.Data.Count)
            .Where(row => fit.Data.Weights[row] > 0)
            .GroupBy(row => string.Join('|', columns.Select(column => column[row].ToString("G12", System.Globalization.CultureInfo.InvariantCulture))))
            .Select(group => group.ToArray()).ToArray();
        var pureFreedom = groups.Sum(group => group.Length - 1);
        var lackFreedom = groups.Length - (fit.Count - fit.DegreesOfFreedom);
        if (pureFreedom == 0)
        {
            return null;
        }

        var (pure, total) = (0.0, 0.0);
        foreach (var group in groups)
        {
            var weight = group.Sum(row => fit.Data.Weights[row]);
            var mean = group.Sum(row => fit.Data.Weights[row] * fit.Residuals[row]) / weight;
            pure += group.Sum(row => fit.Data.Weights[row] * Math.Pow(fit.Residuals[row] - mean, 2));
            total += group.Sum(row => fit.Data.Weights[row] * fit.Residuals[row] * fit.Residuals[row]);
        }

        var replicate = pure / pureFreedom;
        var lack = lackFreedom > 0 ? Math.Max(0, total - pure) / lackFreedom : double.NaN;
        var probability = lackFreedom > 0 && replicate > 0 ? 1 - FisherSnedecor.CDF(lackFreedom, pureFreedom, lack / replicate) : 1;
        var evaluation = EvaluationNoise(fit);
        return new NoiseComponents(
            Math.Sqrt(total / Math.Max(1, fit.DegreesOfFreedom)),
            Math.Sqrt(replicate),
            evaluation,
            double.IsNaN(evaluation) ? double.NaN : Math.Sqrt(Math.Max(0, replicate - (evaluation * evaluation))),
            double.IsNaN(lack) ? double.NaN : Math.Sqrt(Math.Max(0, (lack - replicate) * lackFreedom / groups.Sum(group => group.Length))),
            probability,
            pureFreedom);
    }

    private static double EvaluationNoise(LawFit fit)
    {
        if (fit.Data.LossStandardErrors is not { } errors)
        {
            return double.NaN;
        }

        var squares = new List<double>();
        for (var row = 0; row < errors.Length; row++)
        {
            if (fit.Data.Weights[row] > 0 && double.IsFinite(errors[row]))
            {
                var loss = fit.Data.Losses[row];
                var step = ResidualKernel.Transform(loss + (errors[row] / 1000), fit.Objective.Scale) - ResidualKernel.Transform(loss, fit.Objective.Scale);
                squares.Add(Math.Pow(1000 * step, 2));
            }
        }

        return squares.Count > 0 ? Math.Sqrt(squares.Average()) : double.NaN;
    }
}
