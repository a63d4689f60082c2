namespace EcgScaling.Laws.Results;
internal static class Identifiability { public static IReadOnlyList<FitWarning> Examine(LawFit fit) => []; }
