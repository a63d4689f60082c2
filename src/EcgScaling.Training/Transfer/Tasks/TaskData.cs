using System.Globalization;
using EcgScaling.Data;
using EcgScaling.Data.Splitting;
using EcgScaling.Data.Terminology;

namespace EcgScaling.Training.Transfer.Tasks;

/// <summary>A task on the data at hand: which exams, which labels, how divided.</summary>
public sealed record TaskData
{
    private const int Small = 2000;

    /// <summary>The task.</summary>
    public required TransferTask Task { get; init; }

    /// <summary>The records.</summary>
    public required IEcgSource Source { get; init; }

    /// <summary>The labels that the data have, in the task's order.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The labels of the task that the data do not have.</summary>
    public required IReadOnlyList<string> AbsentLabels { get; init; }

    /// <summary>The exams of the task, as places in <see cref="Source"/>, ascending.</summary>
    public required IReadOnlyList<int> Exams { get; init; }

    /// <summary>The divisions; more than one for a cross-validation.</summary>
    public required IReadOnlyList<TaskFold> Folds { get; init; }

    /// <summary>The division in words, for results.</summary>
    public required string Split { get; init; }

    /// <summary>What a reader of the result should know.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What pre-training knew of each label.</summary>
    /// <param name="pretrained">The labels of pre-training; empty for self-supervision, to which everything is unseen.</param>
    /// <param name="vocabulary">What those are written in.</param>
    public IReadOnlyList<LabelRelation> Relations(IReadOnlyList<string> pretrained, LabelVocabulary vocabulary) => LabelRelations.Of(Labels, Task.Vocabulary, pretrained, vocabulary);

    internal static TaskData Of(TransferTask task, IEcgSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        task.Validate();
        var belonging = Enumerable.Range(0, source.Count).Where(index => task.Belongs?.Invoke(source.ExamAt(index)) ?? true).ToArray();
        var (labels, absent) = LabelsOf(task, source, belonging);
        var columns = labels.Select(source.LabelIndex).ToArray();
        var values = new Dictionary<int, float[]>();
        foreach (var exam in belonging)
        {
            var all = source.ExamAt(exam).Labels;
            var own = Array.ConvertAll(columns, column => all[column]);
            if (!own.All(float.IsNaN) && (!task.OnlyLabelled || own.Contains(1)))
            {
                values[exam] = own;
            }
        }

        var exams = values.Keys.Order().ToArray();
        if (exams.Length < 10)
        {
            throw new EcgDataException(
                source.Name, string.Empty, $"{exams.Length} of {source.Count} exams that belong to '{task.Name}' and have a label", "at least 10", $"Check that this is the data of the task: {task.Description}.");
        }

        var warnings = new List<string>(source.Warnings);
        var (folds, split) = Divide(task, source, exams, values, warnings);
        return new TaskData { Task = task, Source = source, Labels = labels, AbsentLabels = absent, Exams = exams, Folds = folds, Split = split, Warnings = warnings };
    }

    private static (string[] Labels, string[] Absent) LabelsOf(TransferTask task, IEcgSource source, int[] exams)
    {
        if (!task.Labels.IsDefaultOrEmpty)
        {
            var there = task.Labels.Where(label => source.LabelNames.Contains(label)).ToArray();
            return there.Length > 0
                ? (there, [.. task.Labels.Except(there)])
                : throw new EcgDataException(
                    source.Name, "labels", Shortened(source.LabelNames), $"labels of '{task.Name}': {Shortened(task.Labels)}", $"Check that this is the data of the task: {task.Description}.");
        }

        var (positives, negatives) = (new int[source.LabelNames.Count], new int[source.LabelNames.Count]);
        foreach (var exam in exams)
        {
            var labels = source.ExamAt(exam).Labels;
            for (var label = 0; label < positives.Length; label++)
            {
                positives[label] += labels[label] == 1 ? 1 : 0;
                negatives[label] += labels[label] == 0 ? 1 : 0;
            }
        }

        var chosen = source.LabelNames.Where((_, label) => Math.Min(positives[label], negatives[label]) >= task.MinimumPositives).ToArray();
        return chosen.Length > 0
            ? (chosen, [])
            : throw new EcgDataException(
                source.Name, "labels", $"no label with {task.MinimumPositives} positives and negatives among {exams.Length} exams", "at least one", "Load more exams, or lower MinimumPositives.");
    }

    private static (TaskFold[] Folds, string Split) Divide(TransferTask task, IEcgSource source, int[] exams, Dictionary<int, float[]> labels, List<string> warnings)
    {
        var split = task.Split;
        if (split is { Kind: TaskSplitKind.Published })
        {
            var sides = Sides(split, source, exams);
            if (sides is not null)
            {
                PatientSplit.RequireDisjointPatients(PatientOf, sides.Training, sides.Validation, sides.Test);
                return ([sides], $"published folds: {string.Join(",", split.Training)} fit, {(split.Validation.IsEmpty ? "a tenth of their patients" : string.Join(",", split.Validation))} choose, {string.Join(",", split.Test)} reported");
            }

            warnings.Add($"The exams at hand do not have the published folds {string.Join(", ", split.Training.Concat(split.Test))}; they are divided by patient instead.");
            split = null;
        }

        split ??= exams.Length < Small ? TaskSplit.CrossValidation() : TaskSplit.HoldOut();
        if (split.Kind == TaskSplitKind.HoldOut)
        {
            var sides = PatientSplit.Of(exams.Length, place => PatientOf(exams[place]), split.Fractions, split.Seed);
            return (
                [new TaskFold(At(sides.Training), At(sides.Validation), At(sides.Test))],
                string.Create(CultureInfo.InvariantCulture, $"one division by patient, validation {split.Fractions.Validation}, test {split.Fractions.Test}, seed {split.Seed}"));
        }

        var foldOf = StratifiedFolds.Of([.. exams.Select(PatientOf)], [.. exams.Select(exam => labels[exam])], split.Folds, split.Seed);
        var folds = Enumerable.Range(0, split.Folds).Select(fold => new TaskFold(
            Where(other => other != fold && other != (fold + 1) % split.Folds), Where(other => other == (fold + 1) % split.Folds), Where(other => other == fold))).ToArray();
        return (folds, $"{split.Folds}-fold cross-validation by patient, stratified by label, seed {split.Seed}");

        long PatientOf(int exam) => Patients.KeyOf(source.ExamAt(exam).PatientId);
        int[] At(IReadOnlyList<int> places) => [.. places.Select(place => exams[place])];
        int[] Where(Func<int, bool> chosen) => [.. exams.Where((_, place) => chosen(foldOf[place]))];
    }

    private static TaskFold? Sides(TaskSplit split, IEcgSource source, int[] exams)
    {
        int[] In(IEnumerable<string> folds) => [.. exams.Where(exam => folds.Contains(source.ExamAt(exam).Fold))];
        var (training, validation, test) = (In(split.Training), In(split.Validation), In(split.Test));
        if (split.Validation.IsDefaultOrEmpty && training.Length > 0)
        {
            var drawn = PatientSplit.Of(training.Length, place => Patients.KeyOf(source.ExamAt(training[place]).PatientId), new SplitFractions { Validation = 0.1, Test = 0 }, split.Seed);
            (training, validation) = ([.. drawn.Training.Select(place => training[place])], [.. drawn.Validation.Select(place => training[place])]);
        }

        return training.Length > 0 && validation.Length > 0 && test.Length > 0 ? new TaskFold(training, validation, test) : null;
    }

    private static string Shortened(IReadOnlyList<string> labels) => labels.Count <= 12 ? string.Join(", ", labels) : $"{string.Join(", ", labels.Take(12))} and {labels.Count - 12} more";
}
