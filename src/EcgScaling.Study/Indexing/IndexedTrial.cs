using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Indexing;

/// <summary>A row of an index: where a trial stood when its folder was as <paramref name="Stamp"/> says.</summary>
/// <param name="Stamp">The times of the trial's folder, its claims and its result when they were read.</param>
/// <param name="Status">Where the trial stood.</param>
public sealed record IndexedTrial(string Stamp, TrialStatus Status);
