using System.Collections.Immutable;
using System.Text.Json;
using EcgScaling.Study.Results;
using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Reporting;

/// <summary>How one trial learned: its training and held-out losses over the records seen.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Training">Records seen and mean training loss since the point before.</param>
/// <param name="HeldOut">Records seen and held-out loss.</param>
public sealed record LearningCurve(TrialResult Trial, ImmutableArray<(double Records, double Loss)> Training, ImmutableArray<(double Records, double Loss)> HeldOut)
{
    /// <summary>Reads the curves of all finished trials from their folders. Trials whose metrics are missing have none; lines that were cut off in writing are left out.</summary>
    public static ImmutableArray<LearningCurve> ReadAll(StudyResults results, TrialStore store)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(store);
        return [.. results.Trials.Select(trial => Read(trial, Path.Combine(store.FolderOf(trial.Key).TrainingPath, "metrics.jsonl"))).OfType<LearningCurve>()];
    }

    /// <summary>Reads one trial's curve; null where there is no file.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="path">Its metrics, one JSON object a line.</param>
    public static LearningCurve? Read(TrialResult trial, string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var (training, heldOut) = (ImmutableArray.CreateBuilder<(double, double)>(), ImmutableArray.CreateBuilder<(double, double)>());
        foreach (var line in File.ReadLines(path))
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                if (Number(json.RootElement, "records") is not { } records)
                {
                    continue;
                }

                if (Number(json.RootElement, "loss") is { } loss)
                {
                    training.Add((records, loss));
                }

                if (Number(json.RootElement, "heldOutLoss") is { } held)
                {
                    heldOut.Add((records, held));
                }
            }
            catch (JsonException)
            {
                // The last line of a killed run may be half written.
            }
        }

        return new LearningCurve(trial, training.ToImmutable(), heldOut.ToImmutable());
    }

    private static double? Number(JsonElement line, string name) =>
        line.ValueKind == JsonValueKind.Object && line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
