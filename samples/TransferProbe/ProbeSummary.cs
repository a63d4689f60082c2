using EcgScaling.Training.Evaluation.Resampling;
using EcgScaling.Training.Transfer;
using EcgScaling.Training.Transfer.Domain;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Samples.TransferProbe;

/// <summary>What the sample prints: the numbers first, everything else of the result after them.</summary>
internal sealed record ProbeSummary
{
    public required string Task { get; init; }

    public required string Protocol { get; init; }

    public required string Paradigm { get; init; }

    public required IReadOnlyList<string> SeenLabels { get; init; }

    public required IReadOnlyList<string> UnseenLabels { get; init; }

    public required IReadOnlyList<string> PartlySeenLabels { get; init; }

    public required double OodLoss { get; init; }

    public required double Auroc { get; init; }

    public required IReadOnlyDictionary<string, MetricEstimate> Intervals { get; init; }

    public required int N { get; init; }

    /// <summary>What to know before the numbers are believed: labels that recordings give away, data that are not as published.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    public required TransferResult Result { get; init; }

    public ProbeComparison? Comparison { get; init; }

    public LabelFractionCurve? Curve { get; init; }

    public FeatureDrift? Drift { get; init; }

    public static ProbeSummary Of(TransferResult result, ProbeComparison? comparison, LabelFractionCurve? curve, FeatureDrift? drift)
    {
        var intervals = new Dictionary<string, MetricEstimate>
        {
            ["oodLoss"] = result.All.Loss,
            ["seenLoss"] = result.Seen.Loss,
            ["unseenLoss"] = result.Unseen.Loss,
            ["auroc"] = result.All.Auroc,
            ["seenAuroc"] = result.Seen.Auroc,
            ["unseenAuroc"] = result.Unseen.Auroc,
        };
        if (result.ZeroShot is { } zeroShot)
        {
            intervals["zeroShotSeenLoss"] = zeroShot.Loss;
        }

        return new ProbeSummary
        {
            Task = result.Task,
            Protocol = result.Protocol,
            Paradigm = result.Paradigm,
            SeenLabels = Labels(LabelRelation.Seen),
            UnseenLabels = Labels(LabelRelation.Unseen),
            PartlySeenLabels = Labels(LabelRelation.Partly),
            OodLoss = result.OodLoss.Value,
            Auroc = result.All.Auroc.Value,
            Intervals = intervals,
            N = result.Records,
            Warnings = result.Warnings,
            Result = result,
            Comparison = comparison,
            Curve = curve,
            Drift = drift,
        };

        string[] Labels(LabelRelation relation) => [.. result.Labels.Where(label => label.Relation == relation).Select(label => label.Label)];
    }
}
