using EcgScaling.Study.Results;

namespace EcgScaling.Study.Reporting;

/// <summary>What the results say, in sentences.</summary>
internal static class StudyText
{
    /// <summary>Printed wherever an efficiency is: the paper's own definitions are not public.</summary>
    public const string Definitions =
        "Efficiencies are defined by this library, because the paper's own definitions are not public: parameter efficiency of a over b at a loss is N_b / N_a at equal data, data efficiency is D_b / D_a at "
        + "equal parameters, both read from the fitted laws at a loss that both groups reached; transfer efficiency is the ratio of the local elasticities d ln(L_ood − E_ood) / d ln(L_id − E_id) of two loss-to-loss laws.";

    public static string Pair(EfficiencyEstimate efficiency) =>
        $"{efficiency.Numerator} over {efficiency.Denominator}{(efficiency.Set == "held-out" ? string.Empty : $" ({AnswerText.Place(efficiency.Set, efficiency.Knowledge)})")}";

    public static string Kind(LawKind kind) => kind switch
    {
        LawKind.Size => "L(N)",
        LawKind.Data => "L(D)",
        _ => "L(N, D)",
    };
}
