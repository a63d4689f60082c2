namespace EcgScaling.Data.Code;

/// <summary>The six labels of CODE.</summary>
public static class CodeLabels
{
    /// <summary>In the order of the annotation files and of the published models. The table of CODE-15% has ST before AF; columns are found by name.</summary>
    public static IReadOnlyList<string> All { get; } = ["1dAVb", "RBBB", "LBBB", "SB", "AF", "ST"];

    /// <summary>The label of the Chagas tables that the PhysioNet challenge 2025 published for CODE-15% (self-reported) and SaMi-Trop (serology).</summary>
    public const string Chagas = "chagas";
}
