namespace EcgScaling.Laws.Efficiency;

/// <summary>What is compared between two families.</summary>
public enum EfficiencyKind
{
    /// <summary>N_b / N_a at equal loss and equal data.</summary>
    Parameter,

    /// <summary>D_b / D_a at equal loss and equal parameters.</summary>
    Data,

    /// <summary>C_b / C_a at equal loss, each on its own compute-optimal frontier or along its own L(C).</summary>
    Compute,

    /// <summary>The ratio of the local elasticities of out-of-distribution in in-distribution loss.</summary>
    Transfer,
}
