namespace EcgScaling.Training.Transfer;

/// <summary>How far an evaluation has come.</summary>
/// <param name="What">What is going on, for example <c>features</c> or <c>linear probe, ridge 0.1</c>.</param>
/// <param name="Done">Exams or divisions that are done.</param>
/// <param name="Total">Of how many.</param>
public sealed record TransferProgress(string What, int Done, int Total);
