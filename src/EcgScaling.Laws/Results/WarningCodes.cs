namespace EcgScaling.Laws.Results;

/// <summary>The words under which warnings are raised. They are part of the contract: scripts may act on them.</summary>
public static class WarningCodes
{
    /// <summary>An input has a single value: nothing that depends on it can be told apart from the asymptote.</summary>
    public const string SingleValue = "single-value";

    /// <summary>Only one value of another label (a width) stands behind an input's spread.</summary>
    public const string SingleGroup = "single-group";

    /// <summary>Two inputs are proportional, so their terms cannot be told apart.</summary>
    public const string ProportionalInputs = "proportional-inputs";

    /// <summary>Fewer distinct values of an input than parameters that need them.</summary>
    public const string TooFewSizes = "too-few-sizes";

    /// <summary>An input spans less than a decade.</summary>
    public const string NarrowRange = "narrow-range";

    /// <summary>As many points as parameters: nothing is left to estimate the noise.</summary>
    public const string NoDegreesOfFreedom = "no-degrees-of-freedom";

    /// <summary>A parameter stopped at its bound.</summary>
    public const string AtBound = "at-bound";

    /// <summary>The irreducible loss is within the noise of the smallest loss, or above it.</summary>
    public const string AsymptoteAtData = "asymptote-at-data";

    /// <summary>Two parameters are correlated beyond .999 in centred coordinates.</summary>
    public const string Correlated = "correlated";

    /// <summary>A profile does not rise to the critical value on one side: the interval is open.</summary>
    public const string FlatProfile = "flat-profile";

    /// <summary>A parameter has no influence on the objective here.</summary>
    public const string NotIdentified = "not-identified";

    /// <summary>An exponent beyond anything a power law of losses has shown.</summary>
    public const string ImplausibleExponent = "implausible-exponent";

    /// <summary>The minimiser stopped before it converged.</summary>
    public const string NotConverged = "not-converged";

    /// <summary>The parameters did not move from the start.</summary>
    public const string DidNotMove = "did-not-move";

    /// <summary>The two minimisers found different minima.</summary>
    public const string OptimisersDisagree = "optimisers-disagree";

    /// <summary>Few of the starts reached the best minimum.</summary>
    public const string ManyMinima = "many-minima";

    /// <summary>Several parameter vectors reach the same objective.</summary>
    public const string EqualMinima = "equal-minima";

    /// <summary>The residuals at equal inputs are far smaller than the residuals of the law: the form does not fit.</summary>
    public const string LackOfFit = "lack-of-fit";

    /// <summary>Some bootstrap refits failed or stopped at a bound.</summary>
    public const string BootstrapFailures = "bootstrap-failures";

    /// <summary>The prediction lies outside the range that was observed.</summary>
    public const string Extrapolation = "extrapolation";

    /// <summary>The order of two quantities is not resolved by their intervals.</summary>
    public const string NotResolved = "not-resolved";

    /// <summary>A ratio is not constant over the observed range.</summary>
    public const string NotConstant = "not-constant";

    /// <summary>The three approaches to compute-optimal allocation disagree.</summary>
    public const string ApproachesDisagree = "approaches-disagree";

    /// <summary>Held-out intervals cover far less or far more than they promise.</summary>
    public const string MisCalibrated = "mis-calibrated";
}
