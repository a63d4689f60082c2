using EcgScaling.Figures;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Selection;

namespace EcgScaling.Laws.Rendering;

/// <summary>What laws fitted to small scales said about the larger ones.</summary>
public static class BackTestFigures
{
    // Scales that differ by less than a tenth of the range share a place.
    private const int Bins = 10;

    /// <summary>
    /// The fan of a rolling back-test: for each origin (the largest scale its fit saw) the ratio of prediction to measurement with its prediction
    /// interval, over the scale predicted. A fit that predicts well stays at 1 and its bars cross it.
    /// </summary>
    /// <param name="result">The back-test.</param>
    /// <param name="axis">The input along which the origin rolled.</param>
    /// <param name="options">Labels, and the most origins shown.</param>
    public static Figure ToFigure(this BackTestResult result, LawInput axis = LawInput.N, LawFigureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        options ??= new LawFigureOptions();
        double[] origins = [.. result.Points.Select(point => point.Origin).Distinct().Order()];
        double[] shown = origins.Length <= options.MostCurves ? origins : [.. Enumerable.Range(0, options.MostCurves).Select(i => origins[i * (origins.Length - 1) / (options.MostCurves - 1)]).Distinct()];
        Figure figure = Figure.Create("Back-test: predictions beyond the largest scale seen")
            .Subtitle($"{NumberText.Significant(result.Level * 100, 3)} % prediction intervals covered {NumberText.Significant(result.Coverage * 100, 3)} % of {result.Points.Count} held-out points; width factor {NumberText.Significant(result.Inflation, 3)}; bias {NumberText.Significant(result.Bias, 2)}")
            .LogX(options.LabelOf(axis)).Y("Predicted / measured loss")
            .Colours(FigurePalette.Ordered)
            .HorizontalLine(1);
        foreach (double origin in shown)
        {
            // Means over the points of one scale: the fan, not every run, is what is to be seen.
            BackTestPoint[] own = [.. result.Points.Where(point => point.Origin == origin)];
            (double from, double to) = (own.Min(point => point.Axis), own.Max(point => point.Axis));
            var places = own.GroupBy(point => from < to ? Math.Floor(Bins * Math.Log(point.Axis / from) / Math.Log(to / from)) : 0).OrderBy(place => place.Key).ToArray();
            string name = $"fitted up to {axis} = {LawSlice.Number(origin)}";
            double[] x = [.. places.Select(place => Math.Exp(place.Average(point => Math.Log(point.Axis))))];
            double[] ratio = [.. places.Select(place => place.Average(point => point.Predicted / point.Measured))];
            figure = figure.Line(name, x, ratio).Points(
                name,
                x,
                ratio,
                places.Select(place => place.Average(point => point.Lower / point.Measured)),
                places.Select(place => place.Average(point => point.Upper / point.Measured)));
        }

        return figure;
    }
}
