using System.Globalization;
using System.Text;

namespace EcgScaling.Data;

/// <summary>The exams a source leaves out, each with its reason.</summary>
public sealed class QuarantineReport
{
    private readonly IReadOnlyList<QuarantinedExam> _exams;

    /// <summary>Makes a report.</summary>
    public QuarantineReport(IReadOnlyList<QuarantinedExam> exams)
    {
        ArgumentNullException.ThrowIfNull(exams);
        _exams = exams;
    }

    /// <summary>A report of a source that leaves nothing out.</summary>
    public static QuarantineReport Empty { get; } = new([]);

    /// <summary>What was left out.</summary>
    public IReadOnlyList<QuarantinedExam> Exams => _exams;

    /// <summary>How many exams each reason left out, most first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> CountsByReason() =>
        [.. _exams.CountBy(exam => exam.Reason).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)];

    /// <summary>One line a reason, or <c>nothing quarantined</c>.</summary>
    public override string ToString()
    {
        if (_exams.Count == 0)
        {
            return "nothing quarantined";
        }

        var text = new StringBuilder();
        foreach (var (reason, count) in CountsByReason())
        {
            text.Append(CultureInfo.InvariantCulture, $"{count} {reason}").AppendLine();
        }

        return text.ToString().TrimEnd();
    }
}
