using System.Collections.Immutable;
using System.Text.Json.Nodes;
using EcgScaling.Data;
using EcgScaling.Data.Preprocessing;
using EcgScaling.Study.Describing;
using EcgScaling.Study.Planning;
using EcgScaling.Training.Transfer.Tasks;

namespace EcgScaling.Study.Preparing;

/// <summary>Resolves ready tasks: what they report, on which labels, is the transfer room's to say.</summary>
internal static class ReadyTasks
{
    // Counts up when a task's number is computed in another way.
    private const int Schema = 1;

    /// <summary>Resolves a task, or null where some problem was added.</summary>
    public static PlannedTask? Plan(TransferTaskSpec task, PreparedSource prepared, SeenLabels trained, List<string> problems)
    {
        var data = ((TaskSourceSpec)task.Source!).Ready.Prepare(prepared);
        foreach (var label in task.Labels.Concat(task.AlsoSeen).Where(label => !data.Labels.Contains(label)))
        {
            problems.Add($"Transfer '{task.Name}' names the label '{label}', which {data.Task.Name} does not have on {prepared.Name}; it has {string.Join(", ", data.Labels)}.");
        }

        var divisions = TaskExams.OfReady(task, data, index => Patients.KeyOf(prepared.ExamAt(index).PatientId));
        var relations = trained.Relations(data);
        ImmutableArray<string> Labels(LabelRelation relation) => [.. data.Labels.Where((label, place) => Counts(label) && Relation(label, place) == relation)];
        var (seen, unseen) = (Labels(LabelRelation.Seen), Labels(LabelRelation.Unseen));
        if (seen.IsEmpty && unseen.IsEmpty)
        {
            problems.Add($"Transfer '{task.Name}': no label has {data.Task.MinimumPositives} positives and negatives among the reported exams of {prepared.Name}.");
            return null;
        }

        return new PlannedTask
        {
            Key = CanonicalJson.Hash(new JsonObject
            {
                ["schema"] = Schema,
                ["ready"] = data.Task.Name,
                ["data"] = prepared.ContentHash,
                ["seen"] = StudyJson.Node(seen),
                ["unseen"] = StudyJson.Node(unseen),
                ["division"] = data.Split,
                ["fit"] = StudyJson.Node<ImmutableArray<int>>([.. divisions.Select(division => division.Fit.Count)]),
                ["ridges"] = StudyJson.Node(task.Ridges),
            }),
            Spec = task,
            DataHash = prepared.ContentHash,
            Records = prepared.Count,
            FitRecords = (int)divisions.Average(division => division.Fit.Count),
            MeasureRecords = divisions.Sum(division => division.Measure.Count),
            Seen = seen,
            Unseen = unseen,
            PartlySeen = Labels(LabelRelation.Partly),
            Division = data.Split,
        };

        LabelRelation Relation(string label, int place) => task.AlsoSeen.Contains(label, StringComparer.Ordinal) ? LabelRelation.Seen : relations[place];

        bool Counts(string label)
        {
            if (!task.Labels.IsEmpty && !task.Labels.Contains(label, StringComparer.Ordinal))
            {
                return false;
            }

            var column = prepared.LabelIndex(label);
            var values = divisions.SelectMany(division => division.Measure).Select(index => prepared.ExamAt(index).Labels[column]).ToArray();
            return Math.Min(values.Count(value => value == 1), values.Count(value => value == 0)) >= data.Task.MinimumPositives;
        }
    }
}
