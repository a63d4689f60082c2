using System.Collections.Immutable;
using EcgScaling.Data.Loading;
using EcgScaling.Models;
using EcgScaling.Models.Weights;
using EcgScaling.Study.Describing;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Preparing;
using EcgScaling.Study.Results;
using EcgScaling.Study.Storing;
using EcgScaling.Training.Evaluation;
using EcgScaling.Training.Probing;
using TorchSharp;

namespace EcgScaling.Study.Measuring;

/// <summary>
/// Measures trained encoders on the transfer tasks of a plan: features once, a linear probe whose ridge is chosen on a third of the fitting patients and which is then
/// fitted on all of them, the cross-entropy of seen and of unseen labels on patients that neither encoder nor probe has met. Stores are opened once, by the first use.
/// </summary>
internal sealed class TransferMeasurement : IDisposable
{
    private const int Resamples = 200;
    private const int FeatureBatch = 64;
    private readonly StudyPlan _plan;
    private readonly StudyFolder _folder;
    private readonly Dictionary<string, PreparedStore> _stores = [];
    private readonly Dictionary<string, IReadOnlyList<TaskExams>> _exams = [];

    public TransferMeasurement(StudyPlan plan, StudyFolder folder) => (_plan, _folder) = (plan, folder);

    /// <summary>Measures a trial on every task that it was not measured on yet; what is done stays done when this is stopped.</summary>
    /// <param name="folder">The trial's folder, with its trained encoder.</param>
    /// <param name="device">Where to compute features.</param>
    /// <param name="study">The study's own records, for tasks in distribution.</param>
    /// <param name="starting">Told the task that is begun.</param>
    /// <param name="cancellation">Asks to stop, between batches.</param>
    public void Run(TrialFolder folder, torch.Device device, StudyData study, Action<PlannedTask>? starting, CancellationToken cancellation)
    {
        var missing = TransferFiles.Missing(folder, _plan.Tasks);
        if (missing.IsEmpty)
        {
            return;
        }

        var (encoder, _) = ModelWeights.LoadEncoder(Path.Combine(folder.TrainingPath, "encoder.safetensors"), device);
        using (encoder)
        {
            foreach (var task in missing)
            {
                starting?.Invoke(task);
                TransferFiles.Write(folder, task, Measure(encoder, task, device, study, cancellation));
            }
        }
    }

    /// <summary>Closes the stores.</summary>
    public void Dispose()
    {
        foreach (var store in _stores.Values)
        {
            store.Dispose();
        }
    }

    private ImmutableArray<Evaluation> Measure(EcgEncoder encoder, PlannedTask task, torch.Device device, StudyData study, CancellationToken cancellation)
    {
        var dataset = task.InDistribution ? study.Dataset : StoreOf(task);
        if (!_exams.TryGetValue(task.Key, out var divisions))
        {
            _exams[task.Key] = divisions = Divisions(task, dataset, study);
        }

        string[] labels = [.. task.Seen, .. task.Unseen];
        var (measure, logits, ridge) = Probe(encoder, dataset, divisions, labels, task.Spec.Ridges, device, cancellation);
        var evaluations = ImmutableArray.CreateBuilder<Evaluation>();
        if (!task.Seen.IsEmpty)
        {
            evaluations.Add(Score(task, LabelKnowledge.Seen, 0, task.Seen.Length, measure, logits, ridge));
        }

        if (!task.Unseen.IsEmpty)
        {
            evaluations.Add(Score(task, LabelKnowledge.Unseen, task.Seen.Length, task.Unseen.Length, measure, logits, ridge));
        }

        return evaluations.ToImmutable();
    }

    private static IReadOnlyList<TaskExams> Divisions(PlannedTask task, IEcgDataset dataset, StudyData study)
    {
        if (task.Spec.Source is not TaskSourceSpec ready)
        {
            return [task.InDistribution ? TaskExams.OfStudy(task.Spec, study.Split.Training, study.HeldOut, dataset.PatientKey) : TaskExams.Of(task.Spec, dataset.Count, dataset.PatientKey)];
        }

        // A store does not keep published folds: the data's table is read once more.
        using var source = StudyRecords.Open(ready);
        return TaskExams.OfReady(task.Spec, ready.Ready.Prepare(source), dataset.PatientKey);
    }

    /// <summary>Each measured exam's prediction by a probe of its division, one division after the other, and the ridge (for several divisions, their geometric mean).</summary>
    private static (FeatureTable Measure, float[] Logits, double Ridge) Probe(
        EcgEncoder encoder, IEcgDataset dataset, IReadOnlyList<TaskExams> divisions, string[] labels, ImmutableArray<double> ridges, torch.Device device, CancellationToken cancellation)
    {
        var (measured, logits, chosen) = (new List<FeatureTable>(), new List<float>(), new List<double>());
        // Divisions of a cross-validation share their exams; features are computed once.
        int[] all = [.. divisions.SelectMany(division => division.Fit.Concat(division.Measure)).Distinct().Order()];
        var features = FeatureExtraction.Run(encoder, dataset, all, labels, FeatureBatch, device, cancellation);
        foreach (var division in divisions)
        {
            var (fit, measure) = (Rows(features, division.Fit), Rows(features, division.Measure));
            var ridge = ProbeRidge.Choose(fit, ridges, cancellation);
            measured.Add(measure);
            logits.AddRange(LinearProbe.Fit(fit, new LinearProbeConfig { Ridge = ridge }, cancellation).Logits(measure));
            chosen.Add(ridge);
        }

        var together = features with
        {
            Values = [.. measured.SelectMany(table => table.Values)], Targets = [.. measured.SelectMany(table => table.Targets)], PatientKeys = [.. measured.SelectMany(table => table.PatientKeys)],
        };
        return (together, [.. logits], chosen.Count == 1 ? chosen[0] : Math.Exp(chosen.Average(Math.Log)));

        FeatureTable Rows(FeatureTable table, IReadOnlyList<int> exams) => table.Take([.. exams.Select(exam => Array.BinarySearch(all, exam))]);
    }

    private PreparedStore StoreOf(PlannedTask task)
    {
        if (!_stores.TryGetValue(task.DataHash, out var store))
        {
            _stores[task.DataHash] = store = StudyRecords.OpenPrepared(task.DataHash, _folder);
        }

        return store;
    }

    private static Evaluation Score(PlannedTask task, LabelKnowledge knowledge, int first, int count, FeatureTable table, float[] logits, double ridge)
    {
        var stride = table.Labels.Count;
        float[] Columns(float[] values) => [.. Enumerable.Range(0, table.Records).SelectMany(record => values.AsSpan((record * stride) + first, count).ToArray())];
        var result = LabelScoring.Score([.. table.Labels.Skip(first).Take(count)], Columns(logits), Columns(table.Targets), table.PatientKeys, Resamples, seed: 0, task.MinimumPositives);
        return EvaluationText.ToEvaluation(result, task.Spec.Name) with
        {
            OutOfDistribution = !task.InDistribution,
            Knowledge = knowledge,
            Labels = count,
            Probe = true,
            Metrics = new SortedDictionary<string, double>(EvaluationText.MetricsOf(result), StringComparer.Ordinal) { ["ridge"] = ridge, ["records.fit"] = task.FitRecords },
        };
    }
}
