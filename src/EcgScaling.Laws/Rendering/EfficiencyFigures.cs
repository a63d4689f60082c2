using EcgScaling.Figures;
using EcgScaling.Figures.Reports;
using EcgScaling.Laws.Efficiency;

namespace EcgScaling.Laws.Rendering;

/// <summary>Efficiencies as functions of the loss.</summary>
public static class EfficiencyFigures
{
    /// <summary>
    /// The efficiency against the loss: the line with the band that holds all levels at once, profile intervals at each level, filled markers where both
    /// families were observed and hollow ones beyond.
    /// </summary>
    /// <param name="efficiency">The efficiency.</param>
    /// <param name="lossLabel">The label of the loss axis.</param>
    public static Figure ToFigure(this EfficiencyResult efficiency, string lossLabel = "Loss")
    {
        ArgumentNullException.ThrowIfNull(efficiency);
        EfficiencyPoint[] points = [.. efficiency.Points.Where(point => point.Ratio > 0 && double.IsFinite(point.Ratio)).OrderBy(point => point.Loss)];
        string name = $"{efficiency.Kind} efficiency of {efficiency.A} over {efficiency.B}";
        string constant = efficiency.Constant is { } one
            ? $"; constant over the observed losses: {NumberText.Interval(one.Estimate, one.Lower, one.Upper)}"
            : efficiency.ObservedRange is { } range ? $"; {NumberText.Significant(range.Lowest, 3)} to {NumberText.Significant(range.Highest, 3)} where both were observed" : "; the two share no observed losses";
        Figure figure = Figure.Create(name)
            .Subtitle($"{NumberText.Significant(efficiency.Level * 100, 3)} % intervals, band for all losses at once{constant}")
            .Describe(name + " against loss. " + efficiency.Definition)
            .X(lossLabel).LogY($"{efficiency.Kind} efficiency")
            .HorizontalLine(1, "equal")
            .SeriesOrder("both observed", "extrapolated")
            .Style("extrapolated", 0, 0, 0);
        if (points.Length == 0)
        {
            return figure;
        }

        figure = figure
            .Band("both observed", points.Select(point => point.Loss), points.Select(point => point.SimultaneousLower), points.Select(point => point.SimultaneousUpper))
            .Line("both observed", points.Select(point => point.Loss), points.Select(point => point.Ratio));
        foreach (var kind in points.GroupBy(point => point.Observed).OrderByDescending(group => group.Key))
        {
            figure = figure.Points(
                kind.Key ? "both observed" : "extrapolated",
                kind.Select(point => point.Loss),
                kind.Select(point => point.Ratio),
                kind.Select(point => point.Lower),
                kind.Select(point => point.Upper),
                hollow: !kind.Key);
        }

        return figure;
    }

    /// <summary>The efficiency at each loss as a table.</summary>
    public static ReportTable ToTable(this EfficiencyResult efficiency)
    {
        ArgumentNullException.ThrowIfNull(efficiency);
        string need = efficiency.Kind switch { EfficiencyKind.Parameter => "N", EfficiencyKind.Data => "D", EfficiencyKind.Compute => "C", _ => "elasticity" };
        return ReportTable.Empty.Number("loss").Number("efficiency", 3).Number("from", 3).Number("to", 3).Number($"{need} of {efficiency.A}", 3).Number($"{need} of {efficiency.B}", 3).Text("observed").Rows(
            efficiency.Points,
            point => [point.Loss, point.Ratio, point.Lower, point.Upper, point.ScaleA, point.ScaleB, point.Observed ? "both" : "extrapolated"]);
    }
}
