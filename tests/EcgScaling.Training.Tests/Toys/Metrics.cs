using System.Text.Json;

namespace EcgScaling.Training.Toys;

internal static class Metrics
{
    /// <summary>The lines of a run, without the rate, which depends on the machine's mood.</summary>
    public static IReadOnlyList<MetricsLine> Of(string folder) =>
    [
        .. File.ReadLines(Path.Combine(folder, "metrics.jsonl")).Select(line => JsonSerializer.Deserialize<MetricsLine>(line, TrainingJson.Line)! with { RecordsPerSecond = null }),
    ];

    /// <summary>Those lines as text, for comparing.</summary>
    public static string TextOf(string folder) => string.Join('\n', Of(folder).Select(line => JsonSerializer.Serialize(line, TrainingJson.Line)));
}
