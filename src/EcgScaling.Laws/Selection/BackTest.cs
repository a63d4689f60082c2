using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;
using MathNet.Numerics.Distributions;

namespace EcgScaling.Laws.Selection;

/// <summary>The rolling-origin back-test: fit up to an axis value, predict what lies beyond, move on; the only honest score of an extrapolation.</summary>
public static class BackTest
{
    /// <summary>Runs the back-test of a fit's law, objective and data.</summary>
    /// <exception cref="ScalingDataException">There are too few axis values or points.</exception>
    public static BackTestResult Run(LawFit fit, BackTestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        options ??= new BackTestOptions();
        options.Validate();
        var data = fit.Data;
        var axis = options.Axis ?? fit.Form.Inputs[0];
        var column = data.Column(axis);
        var values = Identifiability.Distinct(data, column);
        var points = new List<BackTestPoint>();
        foreach (var origin in Origins(values, options))
        {
            var seen = data.Where(row => column[row] <= origin * (1 + 1e-9) && data.Weights[row] > 0);
            if (seen.Count <= fit.Parameters.Count)
            {
                continue;
            }

            var part = LawFitter.Fit(seen, fit.Form, fit.Objective, fit.Options with { SecondOpinion = false });
            Predict(part, data, column, origin, options.Level, points);
        }

        return points.Count > 0
            ? Summarise(fit, points, options.Level)
            : throw new ScalingDataException("too-few-points", [data.NameOf(axis)], [], $"{values.Count} distinct values, none of which leaves enough points to fit", $"more than {fit.Parameters.Count} points below an origin and some beyond it", "Back-test along another axis or a law with fewer parameters.");
    }

    internal static BackTestResult? TryRun(LawFit fit, BackTestOptions? options)
    {
        try
        {
            return Run(fit, options);
        }
        catch (EcgScalingException)
        {
            return null;
        }
    }

    private static IEnumerable<double> Origins(List<double> values, BackTestOptions options)
    {
        var first = Math.Max(1, (int)Math.Ceiling(options.FirstShare * values.Count));
        var candidates = values.Skip(first - 1).SkipLast(1).ToArray();
        var count = Math.Min(options.Origins, candidates.Length);
        for (var i = 0; i < count; i++)
        {
            yield return candidates[count == 1 ? candidates.Length - 1 : (int)Math.Round(i * (candidates.Length - 1.0) / (count - 1))];
        }
    }

    private static void Predict(LawFit part, ScalingData data, double[] column, double origin, double level, List<BackTestPoint> points)
    {
        var prediction = Prediction.Of(part);
        var inputs = part.Form.Inputs.Select(data.Column).ToArray();
        for (var row = 0; row < data.Count; row++)
        {
            if (data.Weights[row] > 0 && column[row] > origin * (1 + 1e-9))
            {
                var place = inputs.Select(values => values[row]).ToArray();
                var interval = prediction.At(place, level);
                var miss = ResidualKernel.Transform(interval.Estimate, part.Objective.Scale) - ResidualKernel.Transform(data.Losses[row], part.Objective.Scale);
                var deviation = prediction.Deviation(place, newRun: true);
                points.Add(new BackTestPoint(origin, column[row], data.Rows[row], data.Losses[row], interval.Estimate, interval.Lower, interval.Upper, deviation > 0 ? miss / deviation : double.NaN));
            }
        }
    }

    private static BackTestResult Summarise(LawFit fit, List<BackTestPoint> points, double level)
    {
        var residuals = points.Select(point => ResidualKernel.Transform(point.Predicted, fit.Objective.Scale) - ResidualKernel.Transform(point.Measured, fit.Objective.Scale)).ToArray();
        var distances = points.Select(point => Math.Log(point.Axis / point.Origin)).ToArray();
        var coverage = points.Average(point => point.Measured >= point.Lower && point.Measured <= point.Upper ? 1.0 : 0.0);
        var sizes = points.Select(point => Math.Abs(point.Standardised)).Where(double.IsFinite).Order().ToArray();
        var promised = StudentT.InvCDF(0, 1, Math.Max(1, fit.DegreesOfFreedom), (1 + level) / 2);
        var inflation = sizes.Length > 0 ? Math.Max(1, BootstrapResult.Quantile(sizes, level) / promised) : 1;
        return new BackTestResult(
            points,
            Math.Sqrt(residuals.Average(residual => residual * residual)),
            residuals.Average(),
            residuals.Zip(distances, (residual, distance) => Math.Abs(residual) * distance).Sum() / distances.Sum(),
            level,
            coverage,
            inflation);
    }
}
