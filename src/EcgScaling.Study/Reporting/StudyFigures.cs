using EcgScaling.Figures;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Reporting;

/// <summary>The figures of a study. Losses of different units never share one; a group of trials has the same colour and marker in all of them.</summary>
public static class StudyFigures
{
    /// <summary>Loss against model size at the data size with the most sizes, one curve per group, with its law and band where one was fitted.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="unit">The unit of the losses; groups of other units are left out.</param>
    public static Figure LossAgainstSize(StudyAnalysis analysis, string unit) => Loss(analysis, unit, LawKind.Size);

    /// <summary>Loss against training records at the model size with the most data sizes, one curve per group.</summary>
    /// <inheritdoc cref="LossAgainstSize"/>
    public static Figure LossAgainstData(StudyAnalysis analysis, string unit) => Loss(analysis, unit, LawKind.Data);

    /// <summary>Loss against model size, one panel per number of records; lines are the laws L(N, D) where they were fitted and join the means of seeds where not.</summary>
    /// <inheritdoc cref="LossAgainstSize"/>
    public static FigureGrid LossByDataSize(StudyAnalysis analysis, string unit)
    {
        TrialGroup[] groups = Groups(analysis, unit);
        var grid = FigureGrid.Create("Held-out loss against parameters, by number of training records").Subtitle("Lines: the law L(N, D) where it was fitted, else the mean over seeds").SharedX().SharedY();
        long[] dataSizes = [.. groups.SelectMany(group => group.DataSizes).Distinct().Order()];
        grid = grid.Columns(dataSizes.Length is 2 or 4 ? 2 : 3);
        foreach (long records in dataSizes)
        {
            Figure panel = Empty(analysis, $"{NumberText.Count(records)} records").LogX("Parameters N").LogY(LossLabel(unit));
            foreach (TrialGroup group in groups)
            {
                TrialResult[] trials = [.. group.Trials.Where(trial => trial.Records == records && trial.Loss > 0 && double.IsFinite(trial.Loss))];
                if (trials.Length == 0)
                {
                    continue;
                }

                LawFit? law = analysis.Laws.FirstOrDefault(law => law.Kind == LawKind.SizeAndData && law.Group.Title == group.Title)?.Fit;
                panel = Points(panel, group.Title, trials, trial => trial.Parameters);
                double[] sizes = [.. trials.Select(trial => (double)trial.Parameters).Distinct().Order()];
                panel = law is null
                    ? panel.Line(group.Title, sizes, sizes.Select(size => trials.Where(trial => trial.Parameters == size).Average(trial => trial.Loss)))
                    : sizes.Length > 1 ? panel.Curve(group.Title, size => law.Predict(size, records), sizes[0], sizes[^1]) : panel;
            }

            grid = grid.Panel(panel);
        }

        return grid;
    }

    /// <summary>Out-of-distribution against in-distribution loss for one held-out set elsewhere; null where no trial was measured there in that unit.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="set">The set.</param>
    /// <param name="unit">The unit of both losses; groups of other units are left out.</param>
    public static Figure? LossToLoss(StudyAnalysis analysis, string set, string unit)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        Figure figure = Empty(analysis, $"Loss on {set} against held-out loss").X($"Held-out loss, in distribution ({unit})").Y($"Loss on {set} ({unit})").Diagonal();
        bool any = false;
        foreach (TrialGroup group in Groups(analysis, unit))
        {
            (double X, double Y)[] points =
            [
                .. from trial in @group.Trials
                   from evaluation in trial.Evaluations
                   where evaluation.Set == set && evaluation.Unit == unit && double.IsFinite(trial.Loss) && double.IsFinite(evaluation.Loss)
                   select (trial.Loss, evaluation.Loss),
            ];
            if (points.Length > 0)
            {
                any = true;
                figure = figure.Points(group.Title, points.Select(point => point.X), points.Select(point => point.Y));
            }
        }

        return any ? figure : null;
    }

    /// <summary>The resolved efficiencies of one kind with their intervals; null where none is resolved.</summary>
    public static Figure? Efficiencies(StudyAnalysis analysis, LawKind kind)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        EfficiencyEstimate[] resolved = [.. analysis.Efficiencies.Where(efficiency => efficiency.Kind == kind && efficiency.Resolved && efficiency.Low > 0)];
        string what = kind == LawKind.Size ? "Parameter" : "Data";
        return resolved.Length == 0 ? null : Figure.Create($"{what} efficiency")
            .Subtitle("a over b: how many times more b needs than a for the same loss; 95 % intervals; the definition is this library's")
            .LogX($"{what} efficiency")
            .Intervals("", resolved.Select(StudyText.Pair), resolved.Select(efficiency => efficiency.Ratio), resolved.Select(efficiency => efficiency.Low), resolved.Select(efficiency => efficiency.High))
            .VerticalLine(1, "equal")
            .Size(720, Math.Clamp(110 + 38 * resolved.Length, 170, 1200));
    }

    /// <summary>Learning curves of one group, from small models (dark) to large ones (light), at its largest number of records and first seed; null where there are none.</summary>
    /// <param name="group">The group.</param>
    /// <param name="curves">The curves of all trials.</param>
    public static Figure? Learning(TrialGroup group, IEnumerable<LearningCurve> curves)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(curves);
        long records = group.DataSizes[^1];
        ulong seed = group.Trials.Where(trial => trial.Records == records).Min(trial => trial.Seed);
        var keys = group.Trials.Where(trial => trial.Records == records && trial.Seed == seed).Select(trial => trial.Key).ToHashSet();
        LearningCurve[] own = [.. curves.Where(curve => keys.Contains(curve.Trial.Key)).OrderBy(curve => curve.Trial.Parameters)];
        Figure figure = Figure.Create($"Learning curves: {group.Title}")
            .Subtitle($"{NumberText.Count(records)} records, seed {seed}; lines: training loss, markers: held-out loss")
            .LogX("Records seen").LogY($"Loss ({group.Unit})").Colours(FigurePalette.Ordered);
        bool any = false;
        foreach (LearningCurve curve in own)
        {
            (double Records, double Loss)[] training = [.. curve.Training.Where(point => point.Records > 0 && point.Loss > 0)];
            (double Records, double Loss)[] heldOut = [.. curve.HeldOut.Where(point => point.Records > 0 && point.Loss > 0)];
            any |= training.Length + heldOut.Length > 0;
            string name = $"N = {NumberText.Count(curve.Trial.Parameters)}";
            figure = figure.Line(name, training.Select(point => point.Records), training.Select(point => point.Loss), faint: heldOut.Length > 0);
            figure = heldOut.Length == 0 ? figure : figure.Points(name, heldOut.Select(point => point.Records), heldOut.Select(point => point.Loss));
        }

        return any ? figure : null;
    }

    internal static string LossLabel(string unit) => $"Held-out loss ({unit})";

    private static Figure Loss(StudyAnalysis analysis, string unit, LawKind kind)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        bool bySize = kind == LawKind.Size;
        FittedLaw[] laws = [.. analysis.Laws.Where(law => law.Kind == kind && law.Group.Unit == unit && law.Points.Length > 0)];
        string held = string.Join("; ", laws.GroupBy(law => law.Held).Select(same => $"{NumberText.Count(same.Key)} {(bySize ? "records" : "parameters")}{(laws.GroupBy(law => law.Held).Count() > 1 ? $" ({string.Join(", ", same.Select(law => law.Group.Title))})" : "")}"));
        Figure figure = Empty(analysis, bySize ? "Held-out loss against parameters" : "Held-out loss against training records")
            .Subtitle($"At {held}; lines are fits of {(bySize ? "E + A·N^−α" : "E + B·D^−β")} with 95 % bands that hold the whole curve")
            .LogX(bySize ? "Parameters N" : "Training records D").LogY(LossLabel(unit));
        foreach (FittedLaw law in laws)
        {
            double[] x = [.. law.Points.Select(point => bySize ? point.N : point.D)];
            if (law.Fit is { } fit && x.Min() < x.Max())
            {
                LawBand? band = fit.DegreesOfFreedom > 0 ? Prediction.Of(fit).Band(bySize ? LawInput.N : LawInput.D, x.Min(), x.Max(), 41) : null;
                figure = band is null ? figure : figure.Band(law.Group.Title, band.Values, band.SimultaneousLower, band.SimultaneousUpper);
                figure = figure.Curve(law.Group.Title, value => fit.Predict(value), x.Min(), x.Max());
            }

            bool errors = law.Points.Any(point => double.IsFinite(point.LossStandardError));
            figure = figure.Points(
                law.Group.Title,
                x,
                law.Points.Select(point => point.Loss > 0 ? point.Loss : double.NaN),
                errors ? law.Points.Select(point => point.Loss - 1.96 * point.LossStandardError) : null,
                errors ? law.Points.Select(point => point.Loss + 1.96 * point.LossStandardError) : null);
        }

        return figure;
    }

    private static Figure Points(Figure figure, string series, TrialResult[] trials, Func<TrialResult, double> x) =>
        figure.Points(series, trials.Select(x), trials.Select(trial => trial.Loss));

    private static TrialGroup[] Groups(StudyAnalysis analysis, string unit)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return [.. analysis.Results.Groups.Where(group => group.Unit == unit)];
    }

    private static Figure Empty(StudyAnalysis analysis, string title) => Figure.Create(title).SeriesOrder(analysis.Results.Groups.Select(group => group.Title));
}
