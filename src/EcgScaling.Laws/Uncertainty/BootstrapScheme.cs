namespace EcgScaling.Laws.Uncertainty;

/// <summary>What a bootstrap draws again.</summary>
public enum BootstrapScheme
{
    /// <summary>Rows, with multinomial counts as weights.</summary>
    Pairs,

    /// <summary>Whole clusters (runs), with multinomial counts.</summary>
    Cluster,

    /// <summary>The sign and size of each cluster's leverage-corrected residuals, by Webb's six points; right for few clusters.</summary>
    WildCluster,

    /// <summary>Centred residuals inflated by sqrt(n/(n - p)), added to the predictions. Known to cover too little with few sizes.</summary>
    Residual,

    /// <summary>Errors from the fitted distribution: normal, or Student's t where that was fitted.</summary>
    Parametric,
}
