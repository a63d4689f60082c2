using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;
using MathNet.Numerics.Distributions;

namespace EcgScaling.Laws.Selection;

/// <summary>
/// Compares laws on the same data by information criteria, by sizes left out and by back-test, because what fits best inside often does not extrapolate best.
/// </summary>
public static class FormComparison
{
    /// <summary>Fits and scores the laws; the order is that of AICc.</summary>
    /// <param name="data">The data.</param>
    /// <param name="forms">The laws.</param>
    /// <param name="objective">The objective; null: Student's t, whose likelihood is fitted with the law. Its scale and delta are the same for all.</param>
    /// <param name="backTest">How to back-test; null: by the law's first input.</param>
    public static IReadOnlyList<FormScore> Compare(ScalingData data, IReadOnlyList<LawForm> forms, FitObjective? objective = null, BackTestOptions? backTest = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(forms);
        var chosen = objective ?? FitObjective.StudentT;
        var fits = new List<LawFit>();
        foreach (var form in forms)
        {
            var fit = LawFitter.Fit(data, form, chosen);
            if (chosen.Loss == ResidualLoss.Huber && double.IsNaN(chosen.Delta) && double.IsFinite(fit.Delta))
            {
                // An automatic delta is fixed by the first law, or likelihoods would not compare.
                chosen = chosen with { Delta = fit.Delta };
                fit = LawFitter.Fit(data, form, chosen);
            }

            fits.Add(fit);
        }

        var criteria = fits.Select(ModelCriteria.Of).ToArray();
        var best = criteria.Min(one => one.Aicc);
        var total = criteria.Sum(one => Math.Exp(-(one.Aicc - best) / 2));
        return [.. fits.Select((fit, i) => new FormScore(
            fit,
            criteria[i],
            criteria[i].Aicc - best,
            Math.Exp(-(criteria[i].Aicc - best) / 2) / total,
            LeaveSizeOut.TryScore(fit),
            BackTest.TryRun(fit, backTest))).OrderBy(score => score.Criteria.Aicc)];
    }

    /// <summary>The likelihood-ratio test of a law against one that contains it.</summary>
    /// <param name="restricted">The fit with fewer parameters.</param>
    /// <param name="general">The fit that contains it, of the same data and objective.</param>
    /// <returns>Twice the log-likelihood difference, its degrees of freedom, and the probability of so much by chance (chi-square; F for least squares).</returns>
    /// <exception cref="SpecException">The fits do not compare.</exception>
    public static (double Statistic, int Degrees, double Probability) LikelihoodRatio(LawFit restricted, LawFit general)
    {
        ArgumentNullException.ThrowIfNull(restricted);
        ArgumentNullException.ThrowIfNull(general);
        var (small, large) = (ModelCriteria.Of(restricted), ModelCriteria.Of(general));
        var degrees = large.ParameterCount - small.ParameterCount;
        if (degrees <= 0 || restricted.Provenance.DataHash != general.Provenance.DataHash || restricted.Objective.Scale != general.Objective.Scale || restricted.Objective.Loss != general.Objective.Loss)
        {
            throw new SpecException("likelihood ratio", ["the fits must be of the same data and objective, and the second must have more parameters."]);
        }

        var statistic = Math.Max(0, 2 * (large.LogLikelihood - small.LogLikelihood));
        if (general.Objective.Loss == ResidualLoss.Squares && general.DegreesOfFreedom > 0)
        {
            var ratio = (restricted.ObjectiveValue - general.ObjectiveValue) / degrees / (general.ObjectiveValue / general.DegreesOfFreedom);
            return (statistic, degrees, 1 - FisherSnedecor.CDF(degrees, general.DegreesOfFreedom, Math.Max(0, ratio)));
        }

        return (statistic, degrees, 1 - ChiSquared.CDF(degrees, statistic));
    }
}
