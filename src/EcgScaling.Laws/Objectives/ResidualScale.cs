namespace EcgScaling.Laws.Objectives;

/// <summary>On which scale predicted and measured values are compared. Residuals are predicted minus measured.</summary>
public enum ResidualScale
{
    /// <summary>Natural logarithms: relative errors. For losses.</summary>
    Log,

    /// <summary>The values themselves.</summary>
    Raw,

    /// <summary>Log-odds, for metrics strictly between 0 and 1.</summary>
    Logit,
}
