using EcgScaling.Figures;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Objectives;
using EcgScaling.Laws.Results;
using MathNet.Numerics.Distributions;

namespace EcgScaling.Laws.Rendering;

/// <summary>What the law leaves over.</summary>
public static class ResidualFigures
{
    /// <summary>Residuals against each input and against the prediction, and their normal quantile plot: patterns say that the form is wrong, outliers stand out.</summary>
    public static FigureGrid ResidualFigure(this LawFit fit, LawFigureOptions? options = null)
    {
        (_, LawFigureOptions settings) = LawFigures.Checked(fit, null, options);
        string residual = fit.Objective.Scale switch
        {
            ResidualScale.Log => "ln(predicted / measured)",
            ResidualScale.Logit => "logit difference",
            _ => "predicted − measured",
        };
        int[] rows = [.. Enumerable.Range(0, fit.Data.Count).Where(row => fit.Data.Weights[row] > 0)];
        double[] residuals = [.. rows.Select(row => fit.Residuals[row])];
        var grid = FigureGrid.Create("Residuals").Subtitle($"{Symbols.Of(fit.Form.Formula)}; {residuals.Length} points; standard deviation {NumberText.Significant(Deviation(residuals), 3)}").Columns(2);
        foreach (LawInput input in fit.Form.Inputs)
        {
            grid = grid.Panel(Figure.Create($"Against {input}").LogX(settings.LabelOf(input)).Y(residual).HorizontalLine(0).Points("", rows.Select(row => fit.Data.Column(input)[row]), residuals));
        }

        grid = grid.Panel(Figure.Create("Against the prediction").LogX("Predicted " + Lower(settings.LossLabelOf(fit.Data))).Y(residual).HorizontalLine(0).Points("", rows.Select(row => fit.Predictions[row]), residuals));
        return grid.Panel(Quantiles(residuals, residual));
    }

    private static Figure Quantiles(double[] residuals, string label)
    {
        double[] ordered = [.. residuals.Order()];
        double[] expected = [.. Enumerable.Range(0, ordered.Length).Select(i => Normal.InvCDF(0, 1, (i + 0.5) / ordered.Length))];

        // The line through the quartiles is not pulled by the tails it is to be compared with.
        double low = Quantile(ordered, 0.25);
        double high = Quantile(ordered, 0.75);
        double slope = (high - low) / (2 * 0.6744897501960817);
        double middle = (low + high) / 2;
        Figure figure = Figure.Create("Normal quantiles").X("Standard normal quantile").Y(label).Points("", expected, ordered);
        return ordered.Length < 2 ? figure : figure.Line("", [expected[0], expected[^1]], [middle + slope * expected[0], middle + slope * expected[^1]]);
    }

    private static double Quantile(double[] ordered, double at)
    {
        double position = at * (ordered.Length - 1);
        int left = (int)position;
        return left + 1 < ordered.Length ? ordered[left] + (ordered[left + 1] - ordered[left]) * (position - left) : ordered[^1];
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Length - 1));
    }

    private static string Lower(string label) => label.Length > 1 && char.IsUpper(label[0]) && char.IsLower(label[1]) ? char.ToLowerInvariant(label[0]) + label[1..] : label;
}
