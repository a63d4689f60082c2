using System.Collections.Immutable;
using EcgScaling.Figures;
using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Evaluation.Resampling;

namespace EcgScaling.Training.Evaluation.Calibration;

/// <summary>How often predictions of each probability come true: on the diagonal where a model means what it says.</summary>
public sealed record ReliabilityCurve
{
    private const double Reach = 1.959963984540054;

    /// <summary>The label, or empty where all are pooled.</summary>
    public required string Label { get; init; }

    /// <summary>The bins that are not empty, by probability.</summary>
    public required ImmutableArray<ReliabilityBin> Bins { get; init; }

    /// <summary>Expected calibration error: the mean over predictions of |mean probability - frequency| of their bin; NaN where none is known.</summary>
    public double ExpectedError => Bins.Sum(bin => bin.Count * Math.Abs(bin.MeanProbability - bin.Frequency)) / Bins.Sum(bin => (double)bin.Count);

    /// <summary>The largest |mean probability - frequency| of a bin; NaN where none is known.</summary>
    public double GreatestError => Bins.Select(bin => Math.Abs(bin.MeanProbability - bin.Frequency)).DefaultIfEmpty(double.NaN).Max();

    /// <summary>The curve of one label.</summary>
    /// <exception cref="ArgumentException">There is no such label.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one bin.</exception>
    public static ReliabilityCurve Of(LabelPredictions predictions, string label, int bins = SortedColumn.Bins, ReliabilityBinning binning = ReliabilityBinning.EqualWidth)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return new() { Label = label, Bins = Bin([.. Known(predictions, predictions.PlaceOf(label))], bins, binning) };
    }

    /// <summary>The curve of all labels together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one bin.</exception>
    public static ReliabilityCurve Pooled(LabelPredictions predictions, int bins = SortedColumn.Bins, ReliabilityBinning binning = ReliabilityBinning.EqualWidth)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return new() { Label = string.Empty, Bins = Bin([.. Enumerable.Range(0, predictions.Labels.Count).SelectMany(label => Known(predictions, label))], bins, binning) };
    }

    /// <summary>Draws curves in one figure, with the 95 % interval of each bin's frequency.</summary>
    public static Figure ToFigure(IReadOnlyList<ReliabilityCurve> curves, string title = "Reliability")
    {
        ArgumentNullException.ThrowIfNull(curves);
        var figure = Figure.Create(title).X("Predicted probability").Y("Observed frequency").XRange(0, 1).YRange(0, 1).Diagonal("calibrated");
        foreach (var curve in curves.Where(curve => curve.Bins.Length > 0))
        {
            var name = curve.Label.Length > 0 ? curve.Label : "all labels";
            var at = curve.Bins.Select(bin => bin.MeanProbability).ToArray();
            figure = figure.Line(name, at, curve.Bins.Select(bin => bin.Frequency))
                .Points(name, at, [.. curve.Bins.Select(bin => bin.Frequency)], [.. curve.Bins.Select(bin => bin.FrequencyLow)], [.. curve.Bins.Select(bin => bin.FrequencyHigh)]);
        }

        return figure;
    }

    private static IEnumerable<(double Probability, float Target)> Known(LabelPredictions predictions, int label) => Enumerable.Range(0, predictions.Records)
        .Where(record => !float.IsNaN(predictions.Target(record, label)))
        .Select(record => (predictions.Probability(record, label), predictions.Target(record, label)));

    private static ImmutableArray<ReliabilityBin> Bin((double Probability, float Target)[] known, int bins, ReliabilityBinning binning)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (known.Length == 0)
        {
            return [];
        }

        var sorted = known.Select(item => item.Probability).Order().ToArray();
        double[] edges = [.. Enumerable.Range(0, bins + 1).Select(edge => binning == ReliabilityBinning.EqualWidth ? (double)edge / bins : BootstrapInterval.Quantile(sorted, (double)edge / bins))];
        return
        [
            .. known.GroupBy(item => binning == ReliabilityBinning.EqualWidth ? SortedColumn.BinOf(item.Probability, bins) : PlaceAmong(edges, item.Probability))
                .OrderBy(group => group.Key)
                .Select(group => Summary(edges[group.Key], edges[group.Key + 1], group.Count(), group.Average(item => item.Probability), group.Average(item => (double)item.Target))),
        ];
    }

    // The first bin whose upper edge is not below the probability.
    private static int PlaceAmong(double[] edges, double probability)
    {
        var place = 0;
        while (place < edges.Length - 2 && edges[place + 1] < probability)
        {
            place++;
        }

        return place;
    }

    private static ReliabilityBin Summary(double lower, double upper, int count, double probability, double frequency)
    {
        var square = Reach * Reach / count;
        var centre = (frequency + (square / 2)) / (1 + square);
        var half = Reach / (1 + square) * Math.Sqrt((frequency * (1 - frequency) / count) + (square / (4 * count)));
        return new ReliabilityBin(lower, upper, count, probability, frequency, Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
