using System.Globalization;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Selection;

/// <summary>Looks for what the design and the certificate do not support, and says it in warnings with codes.</summary>
internal static class Identifiability
{
    private const double ImplausibleExponent = 2;

    public static IReadOnlyList<FitWarning> Examine(LawFit fit)
    {
        var warnings = new List<FitWarning>();
        ExamineDesign(fit, warnings);
        ExamineParameters(fit, warnings);
        ExamineCertificate(fit, warnings);
        ExamineInformation(fit, warnings);
        ExamineReplicates(fit, warnings);
        return warnings;
    }

    /// <summary>The distinct values of a column over rows with weight, in groups that differ by less than a millionth.</summary>
    internal static List<double> Distinct(ScalingData data, double[] column)
    {
        var distinct = new List<double>();
        foreach (var value in column.Where((_, row) => data.Weights[row] > 0).Order())
        {
            if (distinct.Count == 0 || Math.Abs(value - distinct[^1]) > 1e-6 * Math.Abs(value))
            {
                distinct.Add(value);
            }
        }

        return distinct;
    }

    private static void Add(List<FitWarning> warnings, string code, WarningSeverity severity, FormattableString message) =>
        warnings.Add(new FitWarning(code, severity, message.ToString(CultureInfo.InvariantCulture)));

    private static void ExamineDesign(LawFit fit, List<FitWarning> warnings)
    {
        var (form, data) = (fit.Form, fit.Data);
        foreach (var input in form.Inputs.Distinct())
        {
            var name = data.NameOf(input);
            var distinct = Distinct(data, data.Column(input));
            var needed = form.Inputs.Distinct().Count() == 1 ? fit.Parameters.Count - fit.Options.Fixed.Count : 2;
            if (distinct.Count == 1)
            {
                Add(warnings, WarningCodes.SingleValue, WarningSeverity.Severe, $"{name} has the single value {distinct[0]:G6}: the amplitude and exponent of its term cannot be told from the asymptote.");
            }
            else if (distinct.Count < needed + 2)
            {
                Add(warnings, WarningCodes.TooFewSizes, distinct.Count <= needed ? WarningSeverity.Severe : WarningSeverity.Caution, $"{name} has {distinct.Count} distinct values for {needed} parameters that rest on them; {needed + 2} or more are needed before their intervals mean much.");
            }

            if (distinct.Count > 1 && form.PositiveInputs && input != LawInput.X && distinct[^1] / distinct[0] < 10)
            {
                Add(warnings, WarningCodes.NarrowRange, distinct[^1] / distinct[0] < 2 ? WarningSeverity.Severe : WarningSeverity.Caution, $"{name} spans a factor of {distinct[^1] / distinct[0]:F2}, less than a decade: exponents over such a range are weakly determined.");
            }
        }

        if (form.Inputs.Count == 2 && form.PositiveInputs && form.Inputs[0] != form.Inputs[1])
        {
            var correlation = LogCorrelation(data, data.Column(form.Inputs[0]), data.Column(form.Inputs[1]));
            if (correlation > 0.999)
            {
                Add(warnings, WarningCodes.ProportionalInputs, WarningSeverity.Severe, $"the logarithms of {data.NameOf(form.Inputs[0])} and {data.NameOf(form.Inputs[1])} are correlated {correlation:F5}: with proportional inputs their terms cannot be told apart; fit a law of one input or vary them separately.");
            }
        }

        if (fit.DegreesOfFreedom <= 0)
        {
            Add(warnings, WarningCodes.NoDegreesOfFreedom, WarningSeverity.Severe, $"{fit.Count} points for {fit.Parameters.Count} parameters: nothing is left to estimate the noise, so there are no intervals.");
        }
    }

    private static void ExamineParameters(LawFit fit, List<FitWarning> warnings)
    {
        for (var i = 0; i < fit.Parameters.Count; i++)
        {
            var (parameter, definition) = (fit.Parameters[i], fit.Form.Parameters[i]);
            if (parameter.AtBound)
            {
                Add(warnings, WarningCodes.AtBound, WarningSeverity.Caution, $"{parameter.Name} stopped at its bound {parameter.Value:G6}; its interval is one-sided.");
            }

            if (definition.Role == ParameterRole.Exponent && parameter.Value > ImplausibleExponent)
            {
                Add(warnings, WarningCodes.ImplausibleExponent, WarningSeverity.Caution, $"{parameter.Name} = {parameter.Value:G4} is steeper than any published loss exponent; a design with few distinct sizes is the usual cause.");
            }

            if (definition.Role == ParameterRole.Asymptote && definition.Name == "E" && fit.DegreesOfFreedom > 0)
            {
                var noise = Uncertainty.Prediction.NoiseOf(fit);
                var smallest = fit.Data.Losses.Where((_, row) => fit.Data.Weights[row] > 0).Min();
                var margin = fit.Objective.Scale == Objectives.ResidualScale.Log ? Math.Log(smallest / Math.Max(parameter.Value, 1e-300)) : smallest - parameter.Value;
                if (margin < 2 * noise)
                {
                    Add(warnings, WarningCodes.AsymptoteAtData, WarningSeverity.Caution, $"E = {parameter.Value:G6} lies within two residual deviations of the smallest loss {smallest:G6}: the reducible loss there is lost in the noise.");
                }
            }
        }
    }

    private static void ExamineCertificate(LawFit fit, List<FitWarning> warnings)
    {
        var certificate = fit.Certificate;
        if (!certificate.Converged)
        {
            Add(warnings, WarningCodes.NotConverged, WarningSeverity.Severe, $"the minimiser stopped before it converged (gradient {certificate.GradientNorm:E1}).");
        }

        if (!certificate.MovedFromStart)
        {
            Add(warnings, WarningCodes.DidNotMove, WarningSeverity.Severe, $"the parameters did not move from their start.");
        }

        if (certificate.SecondOpinion is { Agrees: false } opinion && Math.Abs(opinion.RelativeGap) < 1e-6)
        {
            Add(warnings, WarningCodes.EqualMinima, WarningSeverity.Caution, $"a second minimiser reached the same objective with predictions that differ by up to {opinion.LargestPredictionGap:E1}: the optimum is flat.");
        }
        else if (certificate.SecondOpinion is { Agrees: false } other)
        {
            Add(warnings, WarningCodes.OptimisersDisagree, WarningSeverity.Note, $"a second minimiser stopped {100 * other.RelativeGap:G3} % above the objective; the better one is reported.");
        }

        if (certificate.Starts >= 4 && certificate.StartsAtBest * 4 < certificate.Starts)
        {
            Add(warnings, WarningCodes.ManyMinima, WarningSeverity.Caution, $"only {certificate.StartsAtBest} of {certificate.Starts} starts reached the best of {certificate.DistinctMinima.Count} minima.");
        }
    }

    private static void ExamineInformation(LawFit fit, List<FitWarning> warnings)
    {
        var problem = fit.Design.CreateProblem(fit.Options);
        var scale = Uncertainty.ProfileScale.At(problem, fit.Working, fit.WorkingDelta, fit.DegreesOfFreedom);
        var size = problem.Dimension;
        var (gradient, metric) = (new double[size], new double[size * size]);
        problem.Delta = double.IsFinite(scale.Window) ? scale.Window : fit.WorkingDelta;
        problem.Evaluate(fit.Working, gradient, new double[size * size], metric);
        var held = Certifier.Held(problem, fit.Working, gradient);
        for (var i = 0; i < problem.LawSize; i++)
        {
            if (!held[i] && !(metric[(i * size) + i] > 1e-20 * metric[0]))
            {
                Add(warnings, WarningCodes.NotIdentified, WarningSeverity.Severe, $"{fit.Parameters[i].Name} has no influence on the objective here: its value is arbitrary.");
                held[i] = true;
            }
        }

        if (SmallMatrix.Inverse(metric, size, held) is not { } inverse)
        {
            Add(warnings, WarningCodes.NotIdentified, WarningSeverity.Severe, $"the information matrix is singular: some combination of the parameters is not determined by these data.");
            return;
        }

        for (var p = 0; p < problem.LawSize; p++)
        {
            for (var q = 0; q < p; q++)
            {
                var correlation = inverse[(p * size) + q] / Math.Sqrt(inverse[(p * size) + p] * inverse[(q * size) + q]);
                if (Math.Abs(correlation) > 0.9995)
                {
                    Add(warnings, WarningCodes.Correlated, WarningSeverity.Caution, $"{fit.Parameters[q].Name} and {fit.Parameters[p].Name} are correlated {correlation:F5} even in centred coordinates: only a combination of them is determined.");
                }
            }
        }
    }

    /// <summary>Pure-error test: the spread at equal inputs against the spread around the law.</summary>
    private static void ExamineReplicates(LawFit fit, List<FitWarning> warnings)
    {
        if (NoiseComponents.Of(fit) is { LackOfFitProbability: < 0.01 } noise)
        {
            Add(warnings, WarningCodes.LackOfFit, WarningSeverity.Caution, $"runs with equal inputs differ by {noise.Replicate:G3} (standard deviation, residual scale), the law misses their means by {noise.LackOfFit:G3} (p = {noise.LackOfFitProbability:G2}): the form does not fit to within the noise.");
        }
    }

    private static double LogCorrelation(ScalingData data, double[] a, double[] b)
    {
        var rows = Enumerable.Range(0, data.Count).Where(row => data.Weights[row] > 0).ToArray();
        var (x, y) = (rows.Select(row => Math.Log(a[row])).ToArray(), rows.Select(row => Math.Log(b[row])).ToArray());
        var (mx, my) = (x.Average(), y.Average());
        var (sxy, sxx, syy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            sxy += (x[i] - mx) * (y[i] - my);
            sxx += (x[i] - mx) * (x[i] - mx);
            syy += (y[i] - my) * (y[i] - my);
        }

        return sxx > 1e-12 && syy > 1e-12 ? Math.Abs(sxy) / Math.Sqrt(sxx * syy) : 0;
    }
}
