using EcgScaling.Figures;
using EcgScaling.Figures.Reports;
using EcgScaling.Study.Results;

namespace EcgScaling.Study.Reporting;

/// <summary>What the results say, in sentences.</summary>
internal static class StudyText
{
    /// <summary>Printed wherever an efficiency is: the paper's own definitions are not public.</summary>
    public const string Definitions =
        "Efficiencies are defined by this library, because the paper's own definitions are not public: parameter efficiency of a over b at a loss is N_b / N_a at equal data, data efficiency is D_b / D_a at "
        + "equal parameters, both read from the fitted laws at a loss that both groups reached; transfer efficiency is the ratio of the local elasticities d ln(L_ood − E_ood) / d ln(L_id − E_id) of two loss-to-loss laws.";

    public static string Pair(EfficiencyEstimate efficiency) => $"{efficiency.Numerator} over {efficiency.Denominator}";

    /// <summary>A comparison as a finding. A resolved one is stated from the side of the group that needs less.</summary>
    public static (FindingTone Tone, string Verdict, string Statement) Of(EfficiencyEstimate efficiency)
    {
        if (efficiency.Resolved && efficiency.High < 1 && efficiency.Low > 0)
        {
            return Of(efficiency with { Numerator = efficiency.Denominator, Denominator = efficiency.Numerator, Ratio = 1 / efficiency.Ratio, Low = 1 / efficiency.High, High = 1 / efficiency.Low });
        }

        string what = efficiency.Kind == LawKind.Size ? "Parameter" : "Data";
        string at = double.IsFinite(efficiency.Loss) ? $" at a loss of {NumberText.Significant(efficiency.Loss, 3)}" : "";
        string value = double.IsFinite(efficiency.Ratio) ? $": {NumberText.Interval(efficiency.Ratio, efficiency.Low, efficiency.High)}" : "";
        string reason = efficiency.Reason is { } text ? $" ({text})" : "";
        string statement = $"{what} efficiency of {Pair(efficiency)}{at}{value}{reason}.";
        return !efficiency.Resolved ? (FindingTone.Neutral, "Not resolved", statement)
            : efficiency.Low > 1 ? (FindingTone.Good, efficiency.Kind == LawKind.Size ? "Fewer parameters" : "Fewer records", statement)
            : (FindingTone.Neutral, "No difference resolved", statement);
    }

    public static string Kind(LawKind kind) => kind switch
    {
        LawKind.Size => "L(N)",
        LawKind.Data => "L(D)",
        _ => "L(N, D)",
    };
}
