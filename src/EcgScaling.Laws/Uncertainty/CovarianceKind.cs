namespace EcgScaling.Laws.Uncertainty;

/// <summary>How the covariance of the parameters is estimated.</summary>
public enum CovarianceKind
{
    /// <summary>From the curvature of the objective and the residual scale: right where errors are alike and independent.</summary>
    Model,

    /// <summary>The sandwich over clusters (runs) or rows: allows errors that differ in size and depend within a run.</summary>
    Sandwich,
}
