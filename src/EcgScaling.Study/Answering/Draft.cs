using System.Collections.Immutable;
using System.Globalization;
using EcgScaling.Laws.Results;

namespace EcgScaling.Study.Answering;

/// <summary>A finding whose interval can still be made at any level: the level depends on how many findings a claim has.</summary>
/// <param name="Finding">The finding without numbers.</param>
/// <param name="At">The interval at a level; null where there is none, for the reason in the finding.</param>
internal sealed record Draft(Finding Finding, Func<double, QuantityInterval>? At)
{
    private const double Level = 0.95;

    /// <summary>The claim with all its numbers.</summary>
    public static Claim Decide(string id, string statement, string paper, string reading, ClaimRule rule, IReadOnlyList<Draft> drafts)
    {
        var count = drafts.Count(draft => draft.At is not null);
        ImmutableArray<Finding> findings = [.. drafts.AsParallel().AsOrdered().Select(draft => draft.Finish(count))];
        var (supported, contradicted) = (findings.Count(finding => finding.Corrected == Verdict.Supported), findings.Count(finding => finding.Corrected == Verdict.Contradicted));
        var verdict = rule == ClaimRule.All
            ? contradicted > 0 ? Verdict.Contradicted : count > 0 && findings.All(finding => finding.Verdict == Verdict.Supported) ? Verdict.Supported : Verdict.NotResolved
            : (supported, contradicted) switch { ( > 0, 0) => Verdict.Supported, (0, > 0) => Verdict.Contradicted, _ => Verdict.NotResolved };
        return new Claim { Id = id, Statement = statement, Paper = paper, Reading = reading, Rule = rule, Findings = findings, Verdict = verdict, Summary = Summarise(findings, verdict) };
    }

    /// <summary>Which side of the threshold a whole interval lies on.</summary>
    public static Verdict Judge(QuantityInterval interval, double threshold) =>
        double.IsNaN(interval.Estimate) ? Verdict.NotResolved
        : interval.Lower > threshold ? Verdict.Supported
        : interval.Upper < threshold ? Verdict.Contradicted
        : Verdict.NotResolved;

    private Finding Finish(int count)
    {
        if (At is null)
        {
            return Finding;
        }

        try
        {
            var interval = At(Level);
            var verdict = Judge(interval, Finding.Threshold);
            // A wider interval cannot say more than a narrow one.
            var corrected = verdict == Verdict.NotResolved || count == 1 ? verdict : Judge(At(1 - ((1 - Level) / count)), Finding.Threshold);
            return Finding with { Estimate = interval.Estimate, Low = interval.Lower, High = interval.Upper, Verdict = verdict, Corrected = corrected, Agreement = PaperNumbers.Agreement(Finding.Paper, interval) };
        }
        catch (EcgScalingException error)
        {
            return Finding with { Reason = error.Message };
        }
    }

    /// <summary>The lowest and the highest estimate with their intervals, where all findings are of one quantity.</summary>
    private static string Range(Finding[] made)
    {
        if (made.Select(finding => finding.Quantity).Distinct().Count() > 1)
        {
            return string.Empty;
        }

        static string End(double value) => double.IsFinite(value) ? value.ToString("G3", CultureInfo.InvariantCulture) : "open";
        static string Text(Finding finding) => $"{End(finding.Estimate)} ({End(finding.Low)} to {End(finding.High)})";
        var (low, high) = (made.MinBy(finding => finding.Estimate)!, made.MaxBy(finding => finding.Estimate)!);
        return made.Length == 1 ? $" Estimate, {low.Quantity}: {Text(low)}." : $" Estimates, {low.Quantity}: {Text(low)} to {Text(high)}.";
    }

    private static string Summarise(ImmutableArray<Finding> findings, Verdict verdict)
    {
        var made = findings.Where(finding => !double.IsNaN(finding.Estimate)).ToArray();
        if (made.Length == 0)
        {
            return findings.IsEmpty ? "Nothing could be computed: no task out of distribution was measured for the groups it compares." : $"Nothing could be computed: {string.Join("; ", findings.Select(finding => finding.Reason).Distinct().Take(2))}.";
        }

        string Part(Verdict one, string word) => made.Count(finding => finding.Verdict == one) is > 0 and var number ? string.Create(CultureInfo.InvariantCulture, $"{number} {word}") : string.Empty;
        var parts = new[] { Part(Verdict.Supported, "for it"), Part(Verdict.Contradicted, "against it"), Part(Verdict.NotResolved, "not resolved") }.Where(part => part.Length > 0);
        return string.Create(CultureInfo.InvariantCulture, $"Of {made.Length} findings {string.Join(", ", parts)}{(findings.Length > made.Length ? $"; {findings.Length - made.Length} could not be computed" : string.Empty)}.") + Range(made)
            + (verdict == Verdict.NotResolved && made.Any(finding => finding.Verdict != Verdict.NotResolved) ? " Together they do not carry a verdict." : string.Empty);
    }
}
