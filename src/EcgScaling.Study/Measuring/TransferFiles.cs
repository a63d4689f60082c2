using System.Collections.Immutable;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Results;
using EcgScaling.Study.Storing;

namespace EcgScaling.Study.Measuring;

/// <summary>What trials measured on transfer tasks: one file for each task in the trial's folder, so that tasks can be added to trials that are done.</summary>
internal static class TransferFiles
{
    private const string FolderName = "transfer";

    /// <summary>Reads what a trial measured on a task; null where nothing is there, or what is there is torn or of another task.</summary>
    public static ImmutableArray<Evaluation>? Read(TrialFolder folder, PlannedTask task)
    {
        var path = PathOf(folder, task);
        return TrialFolder.ReadText(path) is { } text && SealedJson.Open(text) is { } content && StudyJson.Parse<Measured>(content, path) is { } measured && measured.Key == task.Key
            // A task may have been renamed: the name is not part of its key.
            ? [.. measured.Evaluations.Select(evaluation => evaluation with { Set = task.Spec.Name })]
            : null;
    }

    /// <summary>Writes what a trial measured on a task, whole or not at all.</summary>
    public static void Write(TrialFolder folder, PlannedTask task, ImmutableArray<Evaluation> evaluations)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, FolderName));
        AtomicFile.WriteAllText(PathOf(folder, task), SealedJson.Seal(new Measured { Key = task.Key, Evaluations = evaluations }));
    }

    /// <summary>The planned tasks that a trial was not measured on yet.</summary>
    public static ImmutableArray<PlannedTask> Missing(TrialFolder folder, ImmutableArray<PlannedTask> tasks) => [.. tasks.Where(task => Read(folder, task) is null)];

    private static string PathOf(TrialFolder folder, PlannedTask task) => Path.Combine(folder.Path, FolderName, task.Key[..16] + ".json");

    private sealed record Measured
    {
        public required string Key { get; init; }

        public required ImmutableArray<Evaluation> Evaluations { get; init; }
    }
}
