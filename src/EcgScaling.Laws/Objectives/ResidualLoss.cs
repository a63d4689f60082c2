namespace EcgScaling.Laws.Objectives;

/// <summary>How residuals are turned into a number to make small.</summary>
public enum ResidualLoss
{
    /// <summary>The sum of squares.</summary>
    Squares,

    /// <summary>Huber: squares up to delta, then absolute values: r²/2 or delta·(|r| - delta/2).</summary>
    Huber,

    /// <summary>The sum of absolute values (least absolute deviation, LAD).</summary>
    Absolute,

    /// <summary>The negative log-likelihood of Student's t with estimated scale and degrees of freedom (1 to 200).</summary>
    StudentT,
}
