namespace EcgScaling.Laws.Results;

/// <summary>Something a reader of the numbers must know.</summary>
/// <param name="Code">A stable word, see <see cref="WarningCodes"/>.</param>
/// <param name="Severity">How much it should weigh.</param>
/// <param name="Message">One sentence with numbers.</param>
public sealed record FitWarning(string Code, WarningSeverity Severity, string Message);
