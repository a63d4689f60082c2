using EcgScaling.Laws.Efficiency;
using EcgScaling.Laws.Forms;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Answering;

/// <summary>Out of distribution: ResNets need fewer parameters than Transformers, self-supervised models fewer records than supervised ones.</summary>
internal static class EfficiencyClaims
{
    /// <summary>Parameter efficiency of ResNet over Transformer, for each arm and each loss out of distribution.</summary>
    public static Claim Parameters(StudyResults results) => Draft.Decide(
        "parameter-efficiency",
        "Out of distribution, ResNets are more parameter-efficient than Transformers.",
        "1.3 to 2.5 times",
        "N of the Transformer over N of the ResNet at the middle one of the losses that both reached, at the largest number of records that both were trained on; from one joint fit of both. Above 1 the ResNet needs fewer parameters.",
        ClaimRule.Some,
        [.. from measurement in Elsewhere(results)
            from pair in GroupPairs.Families(results)
            select Make(measurement, pair.ResNet, pair.Transformer, EfficiencyKind.Parameter, PaperNumbers.ParameterEfficiency)]);

    /// <summary>Data efficiency of self-supervised over supervised pre-training, for each family and each loss out of distribution.</summary>
    public static Claim Data(StudyResults results) => Draft.Decide(
        "data-efficiency",
        "Out of distribution, self-supervised pre-training is more data-efficient than supervised pre-training.",
        "up to 16 times",
        "D of supervised over D of self-supervised pre-training at the middle one of the losses that both reached, at the largest model that both have; from one joint fit of both. Both are measured by the same probe on the same records, "
        + "which is what makes them comparable: their own losses are not. Above 1 self-supervised pre-training needs fewer records.",
        ClaimRule.Some,
        [.. from measurement in Elsewhere(results)
            from pair in GroupPairs.Paradigms(results)
            select Make(measurement, pair.SelfSupervised, pair.Supervised, EfficiencyKind.Data, PaperNumbers.DataEfficiency)]);

    /// <summary>The probe losses out of distribution.</summary>
    public static IEnumerable<Measurement> Elsewhere(StudyResults results) => Measurement.Of(results).Where(measurement => measurement is { OutOfDistribution: true, Probe: true });

    private static Draft Make(Measurement measurement, TrialGroup a, TrialGroup b, EfficiencyKind kind, string paper)
    {
        var finding = new Finding
        {
            Subject = $"{a.Title} over {b.Title}",
            Quantity = kind == EfficiencyKind.Parameter ? "parameter efficiency" : "data efficiency",
            Set = measurement.Set,
            Knowledge = measurement.Knowledge,
            Threshold = 1,
            Paper = paper,
        };
        var (fit, reason) = JointFit.Of(measurement.Points(a), measurement.Points(b), kind == EfficiencyKind.Parameter ? LawInput.N : LawInput.D);
        if (fit is null)
        {
            return new Draft(finding with { Reason = reason }, null);
        }

        var middle = fit.MiddleLoss(kind);
        return double.IsNaN(middle)
            ? new Draft(finding with { Reason = "no loss was reached by both" }, null)
            : new Draft(finding with { Remarks = fit.Remarks }, level => fit.Efficiency(kind, [middle], level) is { Points: [var point] }
                ? new("efficiency", point.Ratio, point.Lower, point.Upper, level, "profile")
                : throw new SpecException("efficiency", ["a law does not reach that loss at any finite amount"]));
    }
}
