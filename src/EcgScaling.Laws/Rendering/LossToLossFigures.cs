using EcgScaling.Figures;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.LossToLoss;

namespace EcgScaling.Laws.Rendering;

/// <summary>One loss against another.</summary>
public static class LossToLossFigures
{
    /// <summary>The measured pairs with the fitted map, its irreducible losses as dashed lines, and y = x; with <see cref="ScalingData.Families"/> each family has its own marks.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="data">The pairs it was fitted to: input X and the loss.</param>
    /// <param name="xLabel">The label of x.</param>
    /// <param name="yLabel">The label of y.</param>
    public static Figure ToFigure(this LossToLossFit fit, ScalingData data, string xLabel = "In-distribution loss", string yLabel = "Out-of-distribution loss")
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(data);
        double[] x = data.Column(LawInput.X);
        double low = Math.Max(x.Min() * 0.98, fit.AsymptoteX);
        string kappa = fit.Intervals.FirstOrDefault(interval => interval.Name == "kappa") is { } interval
            ? NumberText.Interval(interval.Estimate, interval.Lower, interval.Upper)
            : NumberText.Significant(fit.Kappa, 3);
        Figure figure = Figure.Create($"{yLabel} against {Lower(xLabel)}")
            .Subtitle($"κ = {kappa}, K = {NumberText.Significant(fit.K, 3)}; log residual {NumberText.Significant(fit.RootMeanSquare, 2)}, of y = x {NumberText.Significant(fit.IdentityRootMeanSquare, 2)}, of a straight line {NumberText.Significant(fit.AffineRootMeanSquare, 2)}")
            .X(xLabel).Y(yLabel)
            .Curve("E_y + K·(x − E_x)^κ", fit.Predict, low, x.Max() * 1.02)
            .Diagonal();
        foreach (var family in Enumerable.Range(0, data.Count).GroupBy(row => data.Families?[row] ?? "measured"))
        {
            figure = figure.Points(family.Key, family.Select(row => x[row]), family.Select(row => data.Losses[row]));
        }

        figure = fit.AsymptoteX > 0 ? figure.VerticalLine(fit.AsymptoteX, $"E_x = {NumberText.Significant(fit.AsymptoteX, 3)}") : figure;
        return fit.AsymptoteY > 0 ? figure.HorizontalLine(fit.AsymptoteY, $"E_y = {NumberText.Significant(fit.AsymptoteY, 3)}") : figure;
    }

    private static string Lower(string label) => label.Length > 1 && char.IsLower(label[1]) ? char.ToLowerInvariant(label[0]) + label[1..] : label;
}
