using System.Collections.Immutable;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Study.Describing;

/// <summary>
/// The data of a ready transfer task, one of <see cref="TransferTasks"/>: with its labels, its exams, its division (published folds, one hold-out, or a cross-validation of
/// small sets) and its vocabulary, by which seen labels are told from unseen ones. For <c>transfer</c> only.
/// </summary>
public sealed record TaskSourceSpec : DataSourceSpec
{
    /// <summary>The task's name, for example <c>ptbxl-superclass</c> or <c>ludb-rhythm</c>.</summary>
    public required string Task { get; init; }

    /// <summary>The folders of its data. Paths are not part of a task's key; what lies there is.</summary>
    /// <value>Default: empty, for generated data.</value>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>The ready task.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    internal TransferTask Ready => TransferTasks.Named(Task);

    internal override void Validate(List<string> problems)
    {
        if (!TransferTasks.All.Any(task => string.Equals(task.Name, Task, StringComparison.OrdinalIgnoreCase)))
        {
            problems.Add($"Data.Source.Task is '{Task}'; there are {string.Join(", ", TransferTasks.All.Select(task => task.Name))}.");
        }
        else if (Paths.IsDefaultOrEmpty && Ready.DefaultPath is null)
        {
            problems.Add($"Data.Source.Paths is empty; say where the data of '{Task}' lie: {Ready.Description}.");
        }

        foreach (var path in Paths.IsDefault ? [] : Paths)
        {
            if (!path.StartsWith("synthetic", StringComparison.Ordinal) && !Directory.Exists(path))
            {
                problems.Add($"Data.Source.Paths has '{path}', which is no folder on this machine.");
            }
        }
    }
}
