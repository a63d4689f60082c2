namespace EcgScaling.Laws.Efficiency;

/// <summary>The definitions of the efficiencies, as sentences to print with the numbers.</summary>
public static class EfficiencyDefinitions
{
    private const string Ours = " This is EcgScaling's own definition; other studies may define the term differently.";

    /// <summary>The definition of a kind.</summary>
    public static string Of(EfficiencyKind kind) => kind switch
    {
        EfficiencyKind.Parameter => "Parameter efficiency of a over b at loss l: N_b(l) / N_a(l), the parameters each family needs for that loss at equal data." + Ours,
        EfficiencyKind.Data => "Data efficiency of a over b at loss l: D_b(l) / D_a(l), the examples each family needs for that loss at equal parameters." + Ours,
        EfficiencyKind.Compute => "Compute efficiency of a over b at loss l: C_b(l) / C_a(l), the least compute each family needs for that loss." + Ours,
        _ => "Transfer efficiency of a over b at in-distribution loss x: the ratio of the local elasticities d ln(L_ood - E_ood) / d ln(L_id - E_id) of their loss-to-loss laws; where the laws' E_x are the in-distribution asymptotes it is the ratio of the exponents kappa." + Ours,
    };
}
