using EcgScaling.Laws.Results;

namespace EcgScaling.Laws.Selection;

/// <summary>How one law does on the data it saw and on data it did not see.</summary>
/// <param name="Fit">The fit to all data.</param>
/// <param name="Criteria">Likelihood and information criteria.</param>
/// <param name="DeltaAicc">AICc above the best of the comparison.</param>
/// <param name="Weight">The Akaike weight within the comparison.</param>
/// <param name="LeaveSizeOut">The root mean square residual on sizes left out, or null where there are too few sizes.</param>
/// <param name="BackTest">The rolling-origin back-test, or null where there are too few points.</param>
public sealed record FormScore(LawFit Fit, ModelCriteria Criteria, double DeltaAicc, double Weight, double? LeaveSizeOut, BackTestResult? BackTest);
