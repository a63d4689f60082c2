using EcgScaling.Study.Results;
using EcgScaling.Training.Evaluation;

namespace EcgScaling.Study.Measuring;

/// <summary>Brings what the training room measures into the form that results keep.</summary>
internal static class EvaluationText
{
    // A 95 % interval spans 3.92 standard errors of a normal mean.
    private const double StandardErrorsInInterval = 3.92;

    /// <summary>A measurement with its loss, its standard error and its further numbers.</summary>
    public static Evaluation ToEvaluation(EvaluationResult result, string set) => new()
    {
        Set = set,
        Loss = result.Loss,
        LossStandardError = (result.LossHigh - result.LossLow) / StandardErrorsInInterval,
        Unit = result.Unit,
        Records = result.Records,
        Metrics = MetricsOf(result),
    };

    /// <summary>The numbers beside the loss, by name; those that are not known are left out.</summary>
    public static SortedDictionary<string, double> MetricsOf(EvaluationResult result)
    {
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in new[] { ("auroc.macro", result.MacroAuroc), ("auroc.macro.low", result.MacroAurocLow), ("auroc.macro.high", result.MacroAurocHigh), ("loss.low", result.LossLow), ("loss.high", result.LossHigh), ("loss.trivial", result.TrivialLoss) })
        {
            if (!double.IsNaN(value))
            {
                metrics[name] = value;
            }
        }

        foreach (var label in result.Labels.Where(label => !double.IsNaN(label.Auroc)))
        {
            metrics[$"auroc.{label.Label}"] = label.Auroc;
        }

        return metrics;
    }
}
