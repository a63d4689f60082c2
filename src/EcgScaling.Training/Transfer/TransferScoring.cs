using EcgScaling.Training.Evaluation.Challenge;
using EcgScaling.Training.Evaluation.Metrics;
using EcgScaling.Training.Evaluation.Predictions;
using EcgScaling.Training.Evaluation.Resampling;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Training.Transfer;

/// <summary>Turns pooled predictions of a task's reported exams into scores by label and by group of labels.</summary>
internal sealed class TransferScoring
{
    private static readonly MetricEstimate None = new(double.NaN, double.NaN, double.NaN);
    private readonly LabelPredictions _predictions;
    private readonly LabelPredictions _decisions;
    private readonly IReadOnlyList<LabelRelation> _relations;
    private readonly MetricOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly MetricReport _report;

    /// <param name="predictions">What a protocol predicts for the reported exams.</param>
    /// <param name="decisions">0 or 1 for each, by thresholds chosen on the validation patients of its division.</param>
    /// <param name="relations">What pre-training knew of each label.</param>
    /// <param name="minimumPositives">Labels with fewer positives or negatives do not count.</param>
    /// <param name="options">Draws and intervals.</param>
    /// <param name="cancellation">Ends it.</param>
    public TransferScoring(
        LabelPredictions predictions, LabelPredictions decisions, IReadOnlyList<LabelRelation> relations, int minimumPositives, MetricOptions options, CancellationToken cancellation)
    {
        (_predictions, _decisions, _relations, _options, _cancellation) = (predictions, decisions, relations, options, cancellation);
        _report = MetricReport.Of(predictions, null, options, cancellation);
        var left = new List<UndefinedLabel>();
        foreach (var counts in _report.Counts)
        {
            var rarer = Math.Min(counts.Positives, counts.Negatives);
            if (rarer < minimumPositives)
            {
                left.Add(new UndefinedLabel(counts.Label, FormattableString.Invariant(
                    $"{(counts.Positives == rarer ? "positives" : "negatives")}: {rarer} among {counts.Positives + counts.Negatives} reported exams; {minimumPositives} count")));
            }
        }

        LeftOut = left;
        Counted = [.. predictions.Labels.Where(label => left.TrueForAll(item => item.Label != label))];
    }

    /// <summary>Labels that are in no mean.</summary>
    public IReadOnlyList<UndefinedLabel> LeftOut { get; }

    /// <summary>Labels that are.</summary>
    public IReadOnlyList<string> Counted { get; }

    /// <summary>Patients among the reported exams.</summary>
    public int Patients => _report.Patients;

    /// <summary>The counted labels of a relation.</summary>
    public IReadOnlyList<string> CountedAs(LabelRelation relation) => [.. Counted.Where(label => _relations[_predictions.PlaceOf(label)] == relation)];

    /// <summary>Each label.</summary>
    public IReadOnlyList<TransferLabel> Labels()
    {
        var f1 = MetricReport.Of(_decisions, DecisionThresholds.Half(_decisions.Labels), _options, _cancellation)[LabelMetric.F1];
        return [.. _predictions.Labels.Select((label, place) => new TransferLabel
        {
            Label = label,
            Relation = _relations[place],
            Positives = _report.Counts[place].Positives,
            Negatives = _report.Counts[place].Negatives,
            Loss = _report[LabelMetric.CrossEntropy].PerLabel[place],
            TrivialLoss = Entropy(_report.Counts[place]),
            Auroc = _report[LabelMetric.Auroc].PerLabel[place],
            AveragePrecision = _report[LabelMetric.AveragePrecision].PerLabel[place],
            F1 = f1.PerLabel[place],
        })];
    }

    /// <summary>Mean F1 over the counted labels.</summary>
    public MetricEstimate MacroF1() => Counted.Count == 0 ? None
        : MetricReport.Of(_decisions.Select(Counted), DecisionThresholds.Half(Counted), _options, _cancellation)[LabelMetric.F1].Macro;

    /// <summary>The score of the PhysioNet/CinC challenge 2021, over all its classes that the data have, counted or not.</summary>
    public MetricEstimate Challenge() => ChallengeScore.Of(_decisions, DecisionThresholds.Half(_decisions.Labels), _options, _cancellation).Score;

    /// <summary>The means over some labels.</summary>
    public LabelGroupScore Group(IReadOnlyList<string> labels)
    {
        if (labels.Count == 0)
        {
            return new LabelGroupScore
            {
                Labels = [], Loss = None, MicroLoss = None, TrivialLoss = double.NaN, Auroc = None, AveragePrecision = None, Brier = None, CalibrationError = None,
            };
        }

        var report = MetricReport.Of(_predictions.Select(labels), null, _options, _cancellation);
        return new LabelGroupScore
        {
            Labels = labels,
            Loss = report[LabelMetric.CrossEntropy].Macro,
            MicroLoss = report[LabelMetric.CrossEntropy].Micro!,
            TrivialLoss = report.Counts.Average(Entropy),
            Auroc = report[LabelMetric.Auroc].Macro,
            AveragePrecision = report[LabelMetric.AveragePrecision].Macro,
            Brier = report[LabelMetric.Brier].Macro,
            CalibrationError = report[LabelMetric.CalibrationError].Macro,
        };
    }

    /// <summary>Scores the pre-trained head beside the protocol.</summary>
    /// <param name="zeroShot">The head's predictions of the same exams, for counted labels.</param>
    public ZeroShotScore ZeroShot(LabelPredictions zeroShot)
    {
        var report = MetricReport.Of(zeroShot, null, _options, _cancellation);
        var protocol = MetricReport.Of(_predictions.Select(zeroShot.Labels), null, _options, _cancellation);
        return new ZeroShotScore
        {
            Labels = zeroShot.Labels,
            Loss = report[LabelMetric.CrossEntropy].Macro,
            Auroc = report[LabelMetric.Auroc].Macro,
            Losses = [.. report[LabelMetric.CrossEntropy].PerLabel],
            Aurocs = [.. report[LabelMetric.Auroc].PerLabel],
            ProtocolLoss = protocol[LabelMetric.CrossEntropy].Macro,
            TrivialLoss = report.Counts.Average(Entropy),
        };
    }

    private static double Entropy(LabelCounts counts)
    {
        var rate = counts.Positives / (double)(counts.Positives + counts.Negatives);
        return rate is <= 0 or >= 1 ? 0 : -((rate * Math.Log(rate)) + ((1 - rate) * Math.Log(1 - rate)));
    }
}
