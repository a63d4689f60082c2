using EcgScaling.Laws;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.Results;
using EcgScaling.Laws.Uncertainty;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Answering;

/// <summary>In distribution: supervised models are short of data, self-supervised ones scale in both directions.</summary>
internal static class InDistributionClaim
{
    /// <summary>A loss that falls by less than this over the whole observed range does not count as scaling.</summary>
    private const double LeastGain = 0.01;
    private const double Half = 0.5;
    private static readonly Measurement HeldOut = new("held-out", LabelKnowledge.All, false, false);

    public static Claim Of(StudyResults results)
    {
        var drafts = new List<Draft>();
        foreach (var group in results.Groups)
        {
            var (fit, reason) = Fit(group);
            if (GroupPairs.IsSupervised(group))
            {
                drafts.Add(Make(group, "share of the gain of doubling both that comes from doubling the records", Half, fit, reason, DataShare));
            }
            else
            {
                drafts.Add(Make(group, "fall of the loss from the smallest to the largest model, at the most records", LeastGain, fit, reason, SizeGain));
                drafts.Add(Make(group, "fall of the loss from the fewest to the most records, with the largest model", LeastGain, fit, reason, DataGain));
            }
        }

        return Draft.Decide(
            "in-distribution",
            "In distribution, supervised models are short of data, while self-supervised models scale in model size and in data size.",
            "stated without a number",
            "From the law L(N, D) of each group's own held-out loss: a supervised group is short of data where, at its largest N and D, doubling the records would lower the loss more than doubling the parameters (a share above 0.5); "
            + "a self-supervised group scales where its loss falls by more than 1 % over the observed range of N, and of D. Losses of different paradigms are never compared with each other here: they have different units.",
            ClaimRule.All,
            drafts);
    }

    private static Draft Make(TrialGroup group, string quantity, double threshold, LawFit? fit, string? reason, Func<TrialGroup, FitQuantity.Evaluation> of)
    {
        var finding = new Finding { Subject = group.Title, Quantity = quantity, Threshold = threshold, Reason = reason };
        if (fit is null)
        {
            return new Draft(finding, null);
        }

        var value = of(group);
        return new Draft(
            finding with { Remarks = [.. fit.Warnings.Where(warning => warning.Severity == WarningSeverity.Severe).Select(warning => warning.Message)] },
            level => fit.ProfileInterval(FitQuantity.Of(quantity, value), level));
    }

    private static (LawFit? Fit, string? Reason) Fit(TrialGroup group)
    {
        var points = HeldOut.Points(group);
        if (group.Sizes.Length < 3 || group.DataSizes.Length < 3 || points.Length < 7)
        {
            return (null, $"L(N, D) needs 3 model sizes, 3 data sizes and 7 trials; {group.Title} has {group.Sizes.Length}, {group.DataSizes.Length} and {points.Length}");
        }

        try
        {
            return (ScalingLaw.Fit(points, LawForms.Chinchilla), null);
        }
        catch (Exception error) when (error is FitFailedException or ScalingDataException or SpecException)
        {
            return (null, error.Message);
        }
    }

    private static FitQuantity.Evaluation DataShare(TrialGroup group)
    {
        double n = group.Sizes[^1], d = group.DataSizes[^1];
        return parameters =>
        {
            var here = Law(parameters, n, d);
            var (bySize, byData) = (here - Law(parameters, 2 * n, d), here - Law(parameters, n, 2 * d));
            return byData / (bySize + byData);
        };
    }

    private static FitQuantity.Evaluation SizeGain(TrialGroup group)
    {
        double least = group.Sizes[0], most = group.Sizes[^1], d = group.DataSizes[^1];
        return parameters => 1 - (Law(parameters, most, d) / Law(parameters, least, d));
    }

    private static FitQuantity.Evaluation DataGain(TrialGroup group)
    {
        double least = group.DataSizes[0], most = group.DataSizes[^1], n = group.Sizes[^1];
        return parameters => 1 - (Law(parameters, n, most) / Law(parameters, n, least));
    }

    private static double Law(ReadOnlySpan<double> parameters, double n, double d)
    {
        Span<double> inputs = [n, d];
        return LawForms.Chinchilla.Value(parameters, inputs);
    }
}
