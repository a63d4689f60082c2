namespace EcgScaling.Study.Describing;

/// <summary>From which size on several processes, each with its part of every batch and its own device or machine, train one model.</summary>
public sealed record ProcessesAbove
{
    /// <summary>Encoders of more parameters than this one.</summary>
    public required long Parameters { get; init; }

    /// <summary>The number of processes; batches must be a multiple of it.</summary>
    public required int Count { get; init; }

    /// <summary>The processes that a size takes: those of the rule with the most parameters that it exceeds, one where there is none.</summary>
    internal static int For(IEnumerable<ProcessesAbove> rules, long parameters) =>
        rules.Where(rule => parameters > rule.Parameters).MaxBy(rule => rule.Parameters)?.Count ?? 1;

    internal void Validate(List<string> problems)
    {
        if (Parameters < 0 || Count < 1)
        {
            problems.Add($"Processes: {Count} above {Parameters} parameters; the count is at least 1, the parameters are 0 or more.");
        }
    }
}
