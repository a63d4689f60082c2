using EcgScaling.Study.Planning;
using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Results;

/// <summary>A trial without a result.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Status">Where it stands, with the reason where it failed.</param>
public sealed record UnfinishedTrial(PlannedTrial Trial, TrialStatus Status);
