using System.Globalization;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;
using EcgScaling.Laws.LossToLoss;
using EcgScaling.Laws.Results;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Answering;

/// <summary>On unseen tasks: what self-supervised models gain in distribution carries over better than what supervised models gain.</summary>
internal static class TransferClaim
{
    private const int Replicates = 300;

    // Below it the exponent of a loss-to-loss law rests on the asymptotes that were fitted, not on the losses: any value fits.
    private const double SmallestSpan = 0.1;

    public static Claim Of(StudyResults results)
    {
        var own = new Measurement("held-out", LabelKnowledge.All, false, false);
        return Draft.Decide(
            "transfer-efficiency",
            "On unseen clinical tasks, self-supervised pre-training has a higher transfer efficiency than supervised pre-training.",
            "up to 7.6 times",
            "The exponent kappa of the loss-to-loss law L_ood - E_ood = K (L_id - E_id)^kappa of self-supervised pre-training over that of supervised pre-training, where L_id is each paradigm's own held-out loss. kappa says by how many per cent the reducible "
            + "loss elsewhere falls for one per cent of the reducible loss at home, so that losses of different units may be set beside each other; the losses themselves may not. Only where the held-out losses of both span at least 10 %: below that any exponent fits. Asymptotes are refitted in each resample, and the ratio's interval comes from both groups' intervals.",
            ClaimRule.Some,
            [.. from measurement in EfficiencyClaims.Elsewhere(results)
                where measurement.Knowledge == LabelKnowledge.Unseen
                from pair in GroupPairs.Paradigms(results)
                select Make(own, measurement, pair.SelfSupervised, pair.Supervised)]);
    }

    /// <summary>The loss-to-loss law of one group.</summary>
    public static LossToLossFit? Map(TrialGroup group, Measurement home, Measurement elsewhere, double level, out string? reason, int replicates = Replicates)
    {
        var rows = group.Trials.Select(trial => (Trial: trial, X: trial.Measured(home.Set, home.Knowledge)?.Loss ?? double.NaN, Y: trial.Measured(elsewhere.Set, elsewhere.Knowledge)?.Loss ?? double.NaN))
            .Where(row => double.IsFinite(row.X) && double.IsFinite(row.Y) && row.X > 0 && row.Y > 0).ToArray();
        if (group.Sizes.Length < 3 || group.DataSizes.Length < 3 || rows.Length < 8)
        {
            reason = $"the laws that give the asymptotes need 3 model sizes, 3 data sizes and 8 trials; {group.Title} has {group.Sizes.Length}, {group.DataSizes.Length} and {rows.Length}";
            return null;
        }

        reason = null;
        var data = new ScalingData(
            new Dictionary<LawInput, double[]>
            {
                [LawInput.X] = [.. rows.Select(row => row.X)],
                [LawInput.N] = [.. rows.Select(row => (double)row.Trial.Parameters)],
                [LawInput.D] = [.. rows.Select(row => (double)row.Trial.Records)],
            },
            [.. rows.Select(row => row.Y)])
        {
            Runs = [.. rows.Select(row => row.Trial.Key)],
        };
        return LossToLossFitter.Fit(data, new LossToLossOptions { Replicates = replicates, Level = level });
    }

    private static Draft Make(Measurement home, Measurement elsewhere, TrialGroup a, TrialGroup b)
    {
        var finding = new Finding { Subject = $"{a.Title} over {b.Title}", Quantity = "transfer efficiency", Set = elsewhere.Set, Knowledge = elsewhere.Knowledge, Threshold = 1, Paper = PaperNumbers.TransferEfficiency };
        foreach (var group in new[] { a, b })
        {
            if (Map(group, home, elsewhere, 0.95, out var reason, replicates: 0) is null)
            {
                return new Draft(finding with { Reason = reason }, null);
            }

            var own = group.Trials.Select(trial => trial.Measured(home.Set, home.Knowledge)?.Loss ?? double.NaN).Where(double.IsFinite).ToArray();
            if (own.Max() / own.Min() - 1 is var span && span < SmallestSpan)
            {
                return new Draft(finding with { Reason = string.Create(CultureInfo.InvariantCulture, $"the held-out losses of {group.Title} span {span:P1}, an exponent needs {SmallestSpan:P0}") }, null);
            }
        }

        return new Draft(finding, level => Ratio(Kappa(a, home, elsewhere, level), Kappa(b, home, elsewhere, level), level));
    }

    private static QuantityInterval Kappa(TrialGroup group, Measurement home, Measurement elsewhere, double level) =>
        Map(group, home, elsewhere, level, out _)!.Intervals.First(interval => interval.Name == "kappa");

    /// <summary>The ratio of two independent estimates, their distances from their ends added in squares on the logarithm (Zou and Donner 2008).</summary>
    private static QuantityInterval Ratio(QuantityInterval a, QuantityInterval b, double level)
    {
        static (double Estimate, double Lower, double Upper) Log(QuantityInterval interval) => (Math.Log(interval.Estimate), Math.Log(Math.Max(interval.Lower, 1e-9)), Math.Log(interval.Upper));
        var (x, y) = (Log(a), Log(b));
        var ratio = x.Estimate - y.Estimate;
        return new(
            "transfer efficiency",
            Math.Exp(ratio),
            Math.Exp(ratio - Math.Sqrt(Square(x.Estimate - x.Lower) + Square(y.Upper - y.Estimate))),
            Math.Exp(ratio + Math.Sqrt(Square(x.Upper - x.Estimate) + Square(y.Estimate - y.Lower))),
            level,
            "bootstrap, asymptotes refitted; independent groups");
    }

    private static double Square(double value) => value * value;
}
