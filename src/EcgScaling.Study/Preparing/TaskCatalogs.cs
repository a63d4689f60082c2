using System.Collections.Immutable;
using System.Text.Json.Nodes;
using EcgScaling.Data;
using EcgScaling.Data.Preprocessing;
using EcgScaling.Data.Splitting;
using EcgScaling.Study.Describing;
using EcgScaling.Study.Planning;

namespace EcgScaling.Study.Preparing;

/// <summary>Resolves the transfer tasks of a study, reading metadata only: records of each side, labels with enough positives, which of them are seen.</summary>
internal static class TaskCatalogs
{
    // Counts up when a task's number is computed in another way.
    private const int Schema = 1;

    /// <summary>Resolves the tasks.</summary>
    /// <param name="spec">The study.</param>
    /// <param name="data">Its data.</param>
    /// <param name="problems">Gets a line for each task that cannot be.</param>
    public static ImmutableArray<PlannedTask> Of(StudySpec spec, DataCatalog data, List<string> problems)
    {
        var seen = new SeenLabels(LabelAxis.Seen(spec, data.Labels), data.Labels);
        var tasks = ImmutableArray.CreateBuilder<PlannedTask>();
        foreach (var task in spec.Transfer)
        {
            if (task.Source is null && data.Declared)
            {
                problems.Add($"Transfer '{task.Name}': the study's own records are only declared; leave the task out until they are there.");
                continue;
            }

            try
            {
                if (Of(task, spec, data, seen, problems) is { } planned)
                {
                    tasks.Add(planned);
                }
            }
            catch (EcgDataException error)
            {
                problems.Add($"Transfer '{task.Name}': {error.Message}");
            }
        }

        return tasks.ToImmutable();
    }

    private static PlannedTask? Of(TransferTaskSpec task, StudySpec spec, DataCatalog data, SeenLabels trained, List<string> problems)
    {
        using var prepared = new PreparedSource(StudyRecords.Open(task.Source ?? spec.Data.Source), EcgPipeline.Parse(spec.Data.Preprocessing));
        if (prepared.CommonShape is not { } shape || !shape.Leads.Equals(data.Input.Leads) || shape.Rate != data.Input.Rate || shape.Samples != data.Input.Samples)
        {
            problems.Add($"Transfer '{task.Name}': after '{spec.Data.Preprocessing}' its recordings are {(prepared.CommonShape is { } other ? $"{other.Leads} at {other.Rate}, {other.Samples} samples" : "of different shapes")}, the models take {data.Input.Leads} at {data.Input.Rate}, {data.Input.Samples} samples; use a pipeline that brings both to one shape, for example resample(100)|leads(8)|crop(1000).");
            return null;
        }

        if (task.Source is TaskSourceSpec)
        {
            return ReadyTasks.Plan(task, prepared, trained, problems);
        }

        long Key(int index) => Patients.KeyOf(prepared.ExamAt(index).PatientId);
        TaskExams exams;
        if (task.Source is null)
        {
            var split = PatientSplit.Of(prepared, spec.Data.Split, spec.Data.SplitSeed);
            IReadOnlyList<int> heldOut = spec.Data.HeldOutRecords is { } most && most < split.Test.Count ? NestedSubset.Of(split.Test, Key, spec.Data.SplitSeed).Take(most) : split.Test;
            exams = TaskExams.OfStudy(task, split.Training, heldOut, Key);
        }
        else
        {
            exams = TaskExams.Of(task, prepared.Count, Key);
        }

        var labels = LabelsOf(task, prepared, exams, problems);
        if (labels.IsEmpty)
        {
            return null;
        }

        ImmutableArray<string> seen = [.. labels.Where(label => trained.Contains(label, prepared.LabelNames) || task.AlsoSeen.Contains(label, StringComparer.Ordinal))];
        ImmutableArray<string> unseen = [.. labels.Except(seen)];
        return new PlannedTask
        {
            Key = CanonicalJson.Hash(new JsonObject
            {
                ["schema"] = Schema,
                ["data"] = prepared.ContentHash,
                ["seen"] = StudyJson.Node(seen),
                ["unseen"] = StudyJson.Node(unseen),
                ["own"] = task.Source is null,
                ["split"] = StudyJson.Node(task.Source is null ? spec.Data.Split : task.Split),
                ["studySeed"] = task.Source is null ? spec.Data.SplitSeed : null,
                ["splitSeed"] = task.SplitSeed,
                ["fit"] = exams.Fit.Count,
                ["measure"] = exams.Measure.Count,
                ["ridges"] = StudyJson.Node(task.Ridges),
            }),
            Spec = task,
            DataHash = prepared.ContentHash,
            Records = prepared.Count,
            FitRecords = exams.Fit.Count,
            MeasureRecords = exams.Measure.Count,
            Seen = seen,
            Unseen = unseen,
        };
    }

    private static ImmutableArray<string> LabelsOf(TransferTaskSpec task, PreparedSource source, TaskExams exams, List<string> problems)
    {
        var names = source.LabelNames.ToList();
        foreach (var label in task.Labels.Concat(task.AlsoSeen).Where(label => !names.Contains(label)))
        {
            problems.Add($"Transfer '{task.Name}' names the label '{label}', which {source.Name} does not have; it has {string.Join(", ", names)}.");
        }

        if (!task.Labels.IsEmpty)
        {
            return [.. task.Labels.Where(names.Contains)];
        }

        bool Enough(IReadOnlyList<int> side, int label)
        {
            var values = side.Select(index => source.ExamAt(index).Labels[label]).Where(value => !float.IsNaN(value)).ToArray();
            var positives = values.Count(value => value >= 0.5f);
            return positives >= task.MinimumPositives && values.Length - positives >= task.MinimumPositives && values.All(value => value is >= 0 and <= 1);
        }

        ImmutableArray<string> labels = [.. names.Where((_, label) => Enough(exams.Fit, label) && Enough(exams.Measure, label))];
        if (labels.IsEmpty)
        {
            problems.Add($"Transfer '{task.Name}': no label of {source.Name} has {task.MinimumPositives} positives and negatives among {exams.Fit.Count} records that fit and {exams.Measure.Count} that are measured; lower MinimumPositives or take more records.");
        }

        return labels;
    }
}
