namespace EcgScaling.Models.Weights;

/// <summary>What came of bringing a file's tensors into a module, name by name.</summary>
public sealed record LoadReport
{
    /// <summary>Names that were copied.</summary>
    public required IReadOnlyList<string> Loaded { get; init; }

    /// <summary>Names that the module has and the file lacks.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Names that the file has and the module lacks.</summary>
    public required IReadOnlyList<string> Unexpected { get; init; }

    /// <summary>Names with different shapes, each as <c>name: module (64, 12, 17), file (64, 8, 17)</c>.</summary>
    public required IReadOnlyList<string> Misshapen { get; init; }

    /// <summary>Whether every name was copied and none was left over.</summary>
    public bool IsComplete => Missing.Count == 0 && Unexpected.Count == 0 && Misshapen.Count == 0;

    /// <summary>The report as lines of text.</summary>
    public override string ToString()
    {
        static string Line(string title, IReadOnlyList<string> names) =>
            names.Count == 0 ? string.Empty : $"{Environment.NewLine}  {title} ({names.Count}): {string.Join(", ", names.Take(20))}{(names.Count > 20 ? ", ..." : string.Empty)}";

        return $"{Loaded.Count} loaded{Line("missing", Missing)}{Line("unexpected", Unexpected)}{Line("misshapen", Misshapen)}";
    }
}
