using EcgScaling.Figures;
using EcgScaling.Figures.Reports;
using EcgScaling.Study.Answering;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Reporting;

/// <summary>Words and tables for answers, the same in report, digest and console.</summary>
public static class AnswerText
{
    /// <summary>The verdict in the words of the report: supported, contradicted, not resolved by these data.</summary>
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Supported => "supported",
        Verdict.Contradicted => "contradicted",
        _ => "not resolved by these data",
    };

    /// <summary>The claims: verdict, what speaks for and against, the paper's number.</summary>
    public static ReportTable Claims(StudyAnswers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return ReportTable.Empty.Text("Claim").Text("Paper").Text("Here").Text("On what").Rows(
            answers.Claims,
            claim => [claim.Statement, claim.Paper, Word(claim.Verdict), claim.Summary]);
    }

    /// <summary>The findings of a claim: estimate and interval beside the paper's number.</summary>
    public static ReportTable Findings(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return ReportTable.Empty.Text("Of").Text("Measured on").Number("Estimate (95 % interval)").Text("Verdict").Text("Remark").Rows(
            claim.Findings,
            finding =>
            [
                $"{finding.Subject}: {finding.Quantity}",
                Place(finding.Set, finding.Knowledge),
                double.IsNaN(finding.Estimate) ? null : NumberText.Interval(finding.Estimate, finding.Low, finding.High),
                finding.Reason is null ? Word(finding.Verdict) : "not computed",
                string.Join("; ", new[] { finding.Reason, finding.Agreement is { } agreement ? $"{agreement} {finding.Paper}" : null }.OfType<string>().Concat(finding.Remarks)),
            ]);
    }

    /// <summary>Every finding on its own row, with all digits in CSV.</summary>
    public static ReportTable All(StudyAnswers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return ReportTable.Empty.Text("claim").Text("claim_verdict").Text("subject").Text("quantity").Text("set").Text("labels").Number("estimate").Number("low").Number("high").Number("threshold").Text("verdict").Text("corrected_verdict").Text("paper").Text("agreement").Text("remarks").Rows(
            answers.Claims.SelectMany(claim => claim.Findings.Select(finding => (claim, finding))),
            row => [row.claim.Id, row.claim.Verdict.ToString(), row.finding.Subject, row.finding.Quantity, row.finding.Set, row.finding.Knowledge.ToString(), row.finding.Estimate, row.finding.Low, row.finding.High, row.finding.Threshold,
                row.finding.Verdict.ToString(), row.finding.Corrected.ToString(), row.finding.Paper ?? "", row.finding.Agreement ?? "", string.Join("; ", row.finding.Remarks.Prepend(row.finding.Reason ?? "").Where(text => text.Length > 0))]);
    }

    /// <summary>A set and its labels: <c>site-b, unseen labels</c>.</summary>
    public static string Place(string set, LabelKnowledge knowledge) => new Measurement(set, knowledge, false, false).Title;

    internal static FindingTone Tone(Verdict verdict) => verdict switch
    {
        Verdict.Supported => FindingTone.Good,
        Verdict.Contradicted => FindingTone.Bad,
        _ => FindingTone.Neutral,
    };
}
