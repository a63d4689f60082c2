using EcgScaling.Figures;
using EcgScaling.Laws;
using EcgScaling.Study.Answering;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Reporting;

/// <summary>The figures of probe losses on transfer tasks, where all groups share one unit.</summary>
internal static class TransferFigures
{
    /// <summary>A task's loss against model size at the most records, and against records at the largest size, side by side.</summary>
    public static FigureGrid Loss(StudyAnalysis analysis, Measurement measurement)
    {
        TrialGroup[] groups = [.. analysis.Results.Groups.Where(group => !measurement.Points(group).IsEmpty)];
        return FigureGrid.Create($"Probe loss on {measurement.Title}").Subtitle("Markers: trials with 95 % intervals over patients; lines: means over seeds").Columns(2).SharedY()
            .Panel(Panel(analysis, groups, "at the most records", "Parameters N", point => point.N, group => measurement.Points(group).Where(point => point.D == group.DataSizes[^1])))
            .Panel(Panel(analysis, groups, "at the largest size", "Training records D", point => point.D, group => measurement.Points(group).Where(point => point.N == group.Sizes[^1])));
    }

    /// <summary>A task's loss against a loss in distribution: each group's own probe at home where there is one, else its held-out loss in the same unit.</summary>
    public static Figure? AgainstHome(StudyAnalysis analysis, Measurement measurement)
    {
        var home = Measurement.Of(analysis.Results).FirstOrDefault(other => other is { Probe: true, OutOfDistribution: false } && other.Knowledge == measurement.Knowledge)
            ?? Measurement.Of(analysis.Results).FirstOrDefault(other => other is { Probe: true, OutOfDistribution: false });
        if (home is null)
        {
            return null;
        }

        var figure = Figure.Create($"Loss on {measurement.Title} against the loss at home")
            .Subtitle($"Both are losses of linear probes, so all groups share the axes; at home: {home.Title}")
            .SeriesOrder(analysis.Results.Groups.Select(group => group.Title))
            .X("Probe loss in distribution (nats per label)").Y("Probe loss out of distribution (nats per label)").Diagonal();
        foreach (var group in analysis.Results.Groups)
        {
            var pairs = group.Trials.Select(trial => (X: trial.Measured(home.Set, home.Knowledge)?.Loss, Y: trial.Measured(measurement.Set, measurement.Knowledge)?.Loss)).Where(pair => pair is { X: not null, Y: not null }).ToArray();
            figure = pairs.Length == 0 ? figure : figure.Points(group.Title, pairs.Select(pair => pair.X!.Value), pairs.Select(pair => pair.Y!.Value));
        }

        return figure;
    }

    private static Figure Panel(StudyAnalysis analysis, TrialGroup[] groups, string title, string axis, Func<ScalingPoint, double> at, Func<TrialGroup, IEnumerable<ScalingPoint>> line)
    {
        var figure = Figure.Create(title).SeriesOrder(analysis.Results.Groups.Select(group => group.Title)).LogX(axis).LogY("Probe loss (nats per label)");
        foreach (var group in groups)
        {
            ScalingPoint[] points = [.. line(group)];
            var means = points.GroupBy(at).OrderBy(same => same.Key).Select(same => (X: same.Key, Y: same.Average(point => point.Loss))).ToArray();
            figure = figure.Points(group.Title, points.Select(at), points.Select(point => point.Loss), points.Select(point => point.Loss - (1.96 * point.LossStandardError)), points.Select(point => point.Loss + (1.96 * point.LossStandardError)));
            figure = means.Length > 1 ? figure.Line(group.Title, means.Select(mean => mean.X), means.Select(mean => mean.Y)) : figure;
        }

        return figure;
    }
}
