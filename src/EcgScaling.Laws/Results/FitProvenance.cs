namespace EcgScaling.Laws.Results;

/// <summary>Where a fit came from, enough to make it again.</summary>
/// <param name="Source">The file, or <c>memory</c>.</param>
/// <param name="DataHash">SHA-256 of columns, losses and weights.</param>
/// <param name="Rows">How many rows entered.</param>
/// <param name="Library">Name and version of the library.</param>
public sealed record FitProvenance(string Source, string DataHash, int Rows, string Library);
