using System.Globalization;
using EcgScaling.Laws.Families;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Results;
using EcgScaling.Study.Describing;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Answering;

/// <summary>Which family reaches the lowest loss out of distribution, and whether a crossover lies beyond the sizes that were trained.</summary>
internal static class LowestLossClaims
{
    /// <summary>The largest models of the study followed.</summary>
    private const double VeryLarge = 200e6;

    /// <summary>The best ResNet against the best Transformer.</summary>
    public static Claim ResNetLowest(StudyResults results) => Draft.Decide(
        "resnet-lowest",
        "Over the scales observed, ResNet-based models mostly reach the lowest out-of-distribution loss.",
        "stated without a number",
        "Loss of the better Transformer group over that of the better ResNet group, both by the joint law at the largest size and the largest number of records that both have. Above 1 the ResNet's is lower.",
        ClaimRule.Some,
        [.. EfficiencyClaims.Elsewhere(results).Select(measurement => Best(measurement, results, GroupPairs.IsTransformer, GroupPairs.IsResNet))]);

    /// <summary>The best self-supervised against the best supervised group, on unseen labels.</summary>
    public static Claim SelfSupervisedUnseen(StudyResults results) => Draft.Decide(
        "self-supervised-unseen",
        "Self-supervised pre-training dominates on unseen clinical tasks.",
        "stated without a number",
        "Loss of the better supervised group over that of the better self-supervised group on unseen labels, by the joint law at the largest size and the largest number of records that both have. Above 1 the self-supervised one's is lower.",
        ClaimRule.Some,
        [.. EfficiencyClaims.Elsewhere(results).Where(measurement => measurement.Knowledge == LabelKnowledge.Unseen)
            .Select(measurement => Best(measurement, results, GroupPairs.IsSupervised, group => !GroupPairs.IsSupervised(group)))]);

    /// <summary>Whether self-supervised Transformers overtake self-supervised ResNets far beyond the observed sizes.</summary>
    public static Claim Crossover(StudyResults results) => Draft.Decide(
        "crossover",
        "Self-supervised Transformers overtake ResNets at very large model sizes.",
        "stated without a number; its largest models have 200M parameters",
        "Loss of the self-supervised ResNet over that of the self-supervised Transformer that the joint law predicts at 200M parameters and the largest number of records. Above 1 the Transformer has overtaken. "
        + "This is an extrapolation far beyond the observed sizes: its interval holds for the law that was fitted, and a law that is wrong is not seen by it.",
        ClaimRule.Some,
        [.. from measurement in EfficiencyClaims.Elsewhere(results)
            from pair in GroupPairs.Families(results)
            where !GroupPairs.IsSupervised(pair.ResNet)
            select Overtaken(measurement, pair.ResNet, pair.Transformer)]);

    private static Draft Best(Measurement measurement, StudyResults results, Func<TrialGroup, bool> above, Func<TrialGroup, bool> below)
    {
        var finding = new Finding { Subject = measurement.Title, Quantity = "ratio of the lowest losses", Set = measurement.Set, Knowledge = measurement.Knowledge, Threshold = 1 };
        var (a, b) = (Lowest(measurement, results, above), Lowest(measurement, results, below));
        if (a is null || b is null)
        {
            return new Draft(finding with { Reason = "one of the two kinds of groups was not measured there" }, null);
        }

        var (fit, reason) = JointFit.Of(measurement.Points(a), measurement.Points(b), LawInput.N);
        return fit is null
            ? new Draft(finding with { Reason = reason }, null)
            : new Draft(
                finding with { Subject = $"{a.Title} over {b.Title}", Remarks = [string.Create(CultureInfo.InvariantCulture, $"at {SizeText.Format(fit.N)} parameters and {SizeText.Format(fit.D)} records"), .. fit.Remarks] },
                level => fit.LossRatio(a.Title, b.Title, fit.N, fit.D, level));
    }

    /// <summary>The group with the lowest mean loss of its largest model at its most records.</summary>
    private static TrialGroup? Lowest(Measurement measurement, StudyResults results, Func<TrialGroup, bool> kind) =>
        results.Groups.Where(group => kind(group) && !measurement.Points(group).IsEmpty).MinBy(group =>
        {
            var points = measurement.Points(group);
            var most = points.Max(point => point.D);
            var largest = points.Where(point => point.D == most).Max(point => point.N);
            return points.Where(point => point.D == most && point.N == largest).Average(point => point.Loss);
        });

    private static Draft Overtaken(Measurement measurement, TrialGroup resNet, TrialGroup transformer)
    {
        var finding = new Finding { Subject = $"{resNet.Title} over {transformer.Title}", Quantity = "ratio of the losses at 200M parameters", Set = measurement.Set, Knowledge = measurement.Knowledge, Threshold = 1 };
        var (fit, reason) = JointFit.Of(measurement.Points(resNet), measurement.Points(transformer), LawInput.N);
        if (fit is null)
        {
            return new Draft(finding with { Reason = reason }, null);
        }

        return new Draft(
            finding with { Remarks = [Where(fit), .. fit.Remarks] },
            level => fit.LossRatio(resNet.Title, transformer.Title, VeryLarge, fit.D, level));
    }

    private static string Where(JointFit fit)
    {
        var ahead = fit.Fit.At(new FamilyQuantity("lead", natural => fit.Loss(natural, fit.A, fit.N, fit.D) / fit.Loss(natural, fit.B, fit.N, fit.D)));
        if (ahead > 1)
        {
            return $"the Transformer is ahead at {SizeText.Format(fit.N)} parameters already";
        }

        QuantityInterval? size = null;
        var estimate = fit.Fit.At(new FamilyQuantity("N", fit.Crossover));
        if (double.IsFinite(estimate))
        {
            size = fit.Fit.ProfileIntervalOfRatio(new FamilyQuantity("crossover", fit.Crossover));
        }

        static string End(double value) => value is > 0 and < 1e9 ? SizeText.Format(value) : "open";
        return size is null
            ? "the fitted laws do not cross below a billion parameters"
            : $"the fitted laws cross at {SizeText.Format(size.Estimate)} parameters ({End(size.Lower)} to {End(size.Upper)})";
    }
}
