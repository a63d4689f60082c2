using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Selection;

/// <summary>Cross-validation that leaves out one model size (one value of the law's first input) at a time: runs of one size are not independent evidence.</summary>
public static class LeaveSizeOut
{
    /// <summary>The root mean square residual of the sizes left out, on the residual scale.</summary>
    /// <exception cref="ScalingDataException">Too few points remain when a size is left out.</exception>
    public static double Score(LawFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var data = fit.Data;
        var column = data.Column(fit.Form.Inputs[0]);
        var (squares, total) = (0.0, 0.0);
        foreach (var size in Identifiability.Distinct(data, column))
        {
            bool Left(int row) => Math.Abs(column[row] - size) <= 1e-6 * Math.Abs(size);
            var rest = LawFitter.Fit(data.Where(row => !Left(row)), fit.Form, fit.Objective, fit.Options with { SecondOpinion = false, Starts = 4, ExtraStarts = [fit.Natural.ToArray()] });
            var left = data.Where(Left);
            var predictions = rest.Predict(left);
            for (var row = 0; row < left.Count; row++)
            {
                var residual = ResidualKernel.Transform(predictions[row], fit.Objective.Scale) - ResidualKernel.Transform(left.Losses[row], fit.Objective.Scale);
                squares += left.Weights[row] * residual * residual;
                total += left.Weights[row];
            }
        }

        return Math.Sqrt(squares / total);
    }

    internal static double? TryScore(LawFit fit)
    {
        try
        {
            return Identifiability.Distinct(fit.Data, fit.Data.Column(fit.Form.Inputs[0])).Count > 2 ? Score(fit) : null;
        }
        catch (EcgScalingException)
        {
            return null;
        }
    }
}
