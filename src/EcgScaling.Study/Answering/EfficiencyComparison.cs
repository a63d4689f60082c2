using System.Collections.Immutable;
using EcgScaling.Laws.Efficiency;
using EcgScaling.Laws.Forms;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Answering;

/// <summary>Compares groups whose losses have the same unit and were measured on the same records: families under one arm, and arms of one family where a probe makes their losses comparable.</summary>
internal static class EfficiencyComparison
{
    /// <summary>Every comparison that the measurements allow, with the reason where one gives no number.</summary>
    public static ImmutableArray<EfficiencyEstimate> Compare(StudyResults results) =>
        [.. Questions(results).AsParallel().AsOrdered().Select(question => Estimate(question.Measurement, question.A, question.B, question.Kind))];

    /// <summary>One comparison.</summary>
    public static EfficiencyEstimate Estimate(Measurement measurement, TrialGroup a, TrialGroup b, EfficiencyKind kind)
    {
        var estimate = new EfficiencyEstimate
        {
            Kind = kind == EfficiencyKind.Parameter ? LawKind.Size : LawKind.Data,
            Numerator = a.Title,
            Denominator = b.Title,
            Set = measurement.Set,
            Knowledge = measurement.Knowledge,
        };
        var (fit, reason) = JointFit.Of(measurement.Points(a), measurement.Points(b), kind == EfficiencyKind.Parameter ? LawInput.N : LawInput.D);
        if (fit is null)
        {
            return estimate with { Reason = reason };
        }

        try
        {
            var curve = fit.Efficiency(kind);
            if (curve.Points.Count == 0)
            {
                return estimate with { Reason = "no loss was reached by both" };
            }

            var middle = curve.Points[curve.Points.Count / 2];
            estimate = estimate with { Curve = curve, Loss = middle.Loss, Ratio = middle.Ratio, Low = middle.Lower, High = middle.Upper };
            return estimate.Resolved ? estimate : estimate with { Reason = "the interval is open: more sizes, seeds or held-out records are needed" };
        }
        catch (EcgScalingException error)
        {
            return estimate with { Reason = error.Message };
        }
    }

    private static IEnumerable<(Measurement Measurement, TrialGroup A, TrialGroup B, EfficiencyKind Kind)> Questions(StudyResults results)
    {
        var groups = results.Groups;
        foreach (var measurement in Measurement.Of(results))
        {
            foreach (var (a, place) in groups.Select((group, place) => (group, place)))
            {
                foreach (var b in groups.Skip(place + 1))
                {
                    if (a.Arm == b.Arm)
                    {
                        yield return (measurement, a, b, EfficiencyKind.Parameter);
                        if (!measurement.Probe)
                        {
                            yield return (measurement, a, b, EfficiencyKind.Data);
                        }
                    }
                    else if (a.Family == b.Family && measurement.Probe)
                    {
                        var (self, labelled) = GroupPairs.IsSupervised(a) ? (b, a) : (a, b);
                        yield return (measurement, self, labelled, EfficiencyKind.Data);
                    }
                }
            }
        }
    }
}
