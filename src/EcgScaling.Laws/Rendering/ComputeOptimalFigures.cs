using EcgScaling.Figures;
using EcgScaling.Laws.Compute;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;

namespace EcgScaling.Laws.Rendering;

/// <summary>The best use of compute.</summary>
public static class ComputeOptimalFigures
{
    /// <summary>Loss against size at equal compute: the runs of each level and the minimum that approach 2 found there; minima at an edge, which were dropped, are marked.</summary>
    /// <param name="result">The approaches.</param>
    /// <param name="data">The data they were run on, with N and compute.</param>
    /// <param name="options">Labels.</param>
    /// <exception cref="SpecException">No approach rests on compute levels.</exception>
    public static Figure IsoFlopFigure(this ComputeOptimalResult result, ScalingData data, LawFigureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new LawFigureOptions();
        IsoFlopLevel[] levels = [.. (result.Approaches.FirstOrDefault(approach => approach.Name.Contains("isoFLOP", StringComparison.Ordinal)) is { } found ? found.Levels : []).OrderBy(level => level.Compute)];
        if (levels.Length == 0)
        {
            throw new SpecException("figure", ["no approach rests on compute levels; an isoFLOP figure needs at least four sizes at one compute budget."]);
        }

        Figure figure = Figure.Create("Loss at equal compute")
            .Subtitle("One curve per budget C (FLOP); stars: minima; " + (levels.Any(level => level.AtEdge) ? "hollow: minima at an edge, not used" : "all minima lie inside their sizes"))
            .LogX(options.LabelOf(LawInput.N)).LogY(options.LossLabelOf(data))
            .Colours(FigurePalette.Ordered)
            .Style("minimum", colour: 1, marker: 7, dash: 0).Style("minimum at an edge", colour: 1, marker: 7, dash: 0);
        (double[] n, double[] compute) = (data.Column(LawInput.N), ComputeOf(data, result.Compute));
        int most = 2 * options.MostCurves;
        IsoFlopLevel[] shown = levels.Length <= most ? levels : [.. Enumerable.Range(0, most).Select(i => levels[i * (levels.Length - 1) / (most - 1)]).Distinct()];
        foreach (IsoFlopLevel level in shown)
        {
            // A run belongs to the nearest level, if it is near at all.
            int[] rows = [.. Enumerable.Range(0, data.Count)
                .Where(row => data.Weights[row] > 0 && levels.MinBy(other => Math.Abs(Math.Log(other.Compute / compute[row]))) == level && Math.Abs(Math.Log(level.Compute / compute[row])) < 0.25)
                .OrderBy(row => n[row])];
            string name = $"C = {NumberText.Power(double.Parse(level.Compute.ToString("E1", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture))}";
            figure = figure.Points(name, rows.Select(row => n[row]), rows.Select(row => data.Losses[row])).Line(name, rows.Select(row => n[row]), rows.Select(row => data.Losses[row]), faint: true);
        }

        foreach (var kind in levels.Where(level => level.Loss > 0 && level.N > 0).GroupBy(level => level.AtEdge).OrderBy(kind => kind.Key))
        {
            figure = figure.Points(kind.Key ? "minimum at an edge" : "minimum", kind.Select(level => level.N), kind.Select(level => level.Loss), hollow: kind.Key);
        }

        return figure;
    }

    /// <summary>The best size against compute by each approach, with the interval of N* at the target budget and the minima that approaches rest on.</summary>
    /// <param name="result">The approaches.</param>
    /// <param name="options">Labels.</param>
    public static Figure FrontierFigure(this ComputeOptimalResult result, LawFigureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        options ??= new LawFigureOptions();
        double[] budgets = [.. ComputeOf(result.Fit.Data, result.Compute).Where((_, row) => result.Fit.Data.Weights[row] > 0)];
        (double from, double to) = (budgets.Min(), Math.Max(budgets.Max(), result.Target));
        string verdict = double.IsFinite(result.DisagreementProbability) ? $"; probability of so large a disagreement by chance {NumberText.Significant(result.DisagreementProbability, 2)}" : "";
        Figure figure = Figure.Create("Compute-optimal size by each approach")
            .Subtitle($"N* = G·C^a; C = {Symbols.Of(result.Compute)}; bars: intervals of N* at the target{verdict}")
            .LogX("Compute C (FLOP)", TickLabels.Power).LogY("Best size N*");
        int place = 0;
        foreach (ApproachEstimate approach in result.Approaches.Where(approach => approach.SizeAtTarget.Estimate > 0))
        {
            string name = $"{approach.Name}: a = {NumberText.Interval(approach.Exponent.Estimate, approach.Exponent.Lower, approach.Exponent.Upper)}";

            // The bars stand a little apart, else they would hide each other.
            double at = result.Target * Math.Pow(to / from, 0.012 * place++);
            figure = figure
                .Points(name, [at], [approach.SizeAtTarget.Estimate], [approach.SizeAtTarget.Lower], [approach.SizeAtTarget.Upper])
                .Points(name, approach.Levels.Where(level => !level.AtEdge).Select(level => level.Compute), approach.Levels.Where(level => !level.AtEdge).Select(level => level.N));
            figure = approach.Levels.Count == 0 && result.Fit.Form.Inputs is [LawInput.N, LawInput.D]
                ? figure.Curve(name, compute => new Frontier(result.Fit, result.Compute).At(compute).N, from, to, 41)
                : figure.Curve(name, compute => approach.SizeAtTarget.Estimate * Math.Pow(compute / result.Target, approach.Exponent.Estimate), from, to, 2);
        }

        return figure.VerticalLine(result.Target, "target");
    }

    private static double[] ComputeOf(ScalingData data, ComputeModel model) => data.Has(LawInput.C) && data.Column(LawInput.C).All(value => value > 0)
        ? data.Column(LawInput.C)
        : [.. data.Column(LawInput.N).Zip(data.Column(LawInput.D), model.Of)];
}
