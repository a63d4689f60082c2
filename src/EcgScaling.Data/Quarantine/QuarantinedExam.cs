namespace EcgScaling.Data;

/// <summary>One exam that a source leaves out.</summary>
/// <param name="Id">The exam's id, or where it lies when it has none.</param>
/// <param name="Path">The file it is in.</param>
/// <param name="Reason">A short reason, the same words for the same cause, for example <c>all-zero tracing</c>.</param>
/// <param name="Detail">What exactly was found; may be empty.</param>
public sealed record QuarantinedExam(string Id, string Path, string Reason, string Detail = "");
