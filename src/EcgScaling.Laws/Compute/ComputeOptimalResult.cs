using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Compute;

/// <summary>The three approaches side by side.</summary>
/// <param name="Approaches">The approaches that the data allow.</param>
/// <param name="Fit">The fit behind approach 3.</param>
/// <param name="Compute">The compute model.</param>
/// <param name="Target">The budget for which N* is reported.</param>
/// <param name="Disagreement">
/// The squared distance between the approaches' exponents in units of the shared resamples' covariance; chi-square with one degree of freedom fewer than
/// approaches if they estimate the same thing. NaN with a single approach.
/// </param>
/// <param name="DisagreementProbability">The probability of so large a distance by chance.</param>
/// <param name="Warnings">What must be said with the numbers.</param>
public sealed record ComputeOptimalResult(
    IReadOnlyList<ApproachEstimate> Approaches,
    LawFit Fit,
    ComputeModel Compute,
    double Target,
    double Disagreement,
    double DisagreementProbability,
    IReadOnlyList<FitWarning> Warnings);
