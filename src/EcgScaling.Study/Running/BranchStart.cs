using System.Text.Json;
using System.Text.Json.Nodes;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Storing;
using EcgScaling.Training.Checkpoints;

namespace EcgScaling.Study.Running;

/// <summary>
/// Where a trial starts that may leave another one's run: at that run's checkpoint where it is there, at the beginning where not. Both give the same numbers, so a
/// checkpoint that is late, or lost, costs time only.
/// </summary>
internal static class BranchStart
{
    /// <summary>The checkpoint to start from, or null.</summary>
    public static string? Of(PlannedTrial trial, TrialFolder folder, TrialFolder? trunk)
    {
        if (trial.Branch is not { } branch || trunk is null)
        {
            return null;
        }

        if (Claimed(folder, out var start))
        {
            // What the run was begun from is part of its identity; its own checkpoints go first.
            if (start is null || Directory.Exists(start) || new CheckpointStore(CheckpointsOf(folder)).Steps().Count > 0)
            {
                return start;
            }

            Directory.Delete(folder.TrainingPath, recursive: true);
        }

        var checkpoint = new CheckpointStore(CheckpointsOf(trunk)).PathOf(branch.Step);
        return IsWhole(checkpoint) ? checkpoint : null;
    }

    /// <summary>Whether the checkpoint that a trial waits for is there.</summary>
    public static bool IsReady(BranchPoint branch, TrialFolder trunk) => IsWhole(new CheckpointStore(CheckpointsOf(trunk)).PathOf(branch.Step));

    private static string CheckpointsOf(TrialFolder folder) => Path.Combine(folder.TrainingPath, "checkpoints");

    private static bool IsWhole(string checkpoint)
    {
        try
        {
            return Directory.Exists(checkpoint) && CheckpointStore.Verify(checkpoint) is not null;
        }
        catch (EcgDataException)
        {
            return false;
        }
    }

    /// <summary>Whether an attempt has begun this run, and from where.</summary>
    private static bool Claimed(TrialFolder folder, out string? start)
    {
        start = null;
        try
        {
            if (TrialFolder.ReadText(Path.Combine(folder.TrainingPath, "run.json")) is not { } text)
            {
                return false;
            }

            start = JsonNode.Parse(text, new JsonNodeOptions { PropertyNameCaseInsensitive = true })?["startedFrom"]?.GetValue<string>();
            return true;
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
