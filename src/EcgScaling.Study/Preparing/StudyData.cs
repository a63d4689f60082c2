using EcgScaling.Data;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Splitting;
using EcgScaling.Study.Describing;
using EcgScaling.Study.Planning;

namespace EcgScaling.Study.Preparing;

/// <summary>The records of a study as its trials use them: prepared, divided by patient, with nested training subsets. Thread-safe.</summary>
public sealed class StudyData : IDisposable
{
    private readonly NestedSubset _training;

    private StudyData(IEcgDataset dataset, PatientSplit split, DataSpec spec)
    {
        Dataset = dataset;
        Split = split;
        _training = NestedSubset.Of(dataset, split.Training, spec.SplitSeed);
        // The held-out records are cut as subsets are, so that the same patients are measured whatever the order of the files.
        HeldOut = spec.HeldOutRecords is { } most && most < split.Test.Count ? NestedSubset.Of(dataset, split.Test, spec.SplitSeed).Take(most) : split.Test;
    }

    /// <summary>The prepared records.</summary>
    public IEcgDataset Dataset { get; }

    /// <summary>How they are divided.</summary>
    public PatientSplit Split { get; }

    /// <summary>The records that every trial's loss is measured on, as places in <see cref="Dataset"/>.</summary>
    public IReadOnlyList<int> HeldOut { get; }

    /// <summary>
    /// Makes what has to be made of the records, once: synthetic ones are written as CODE-layout shards; all are brought through the preprocessing into a prepared
    /// store that trials map into memory. What is there is kept, what was interrupted is finished.
    /// </summary>
    /// <exception cref="SpecException">The records are only declared.</exception>
    /// <exception cref="EcgDataException">The records cannot be read or written, or are not those of the plan.</exception>
    public static void Prepare(StudyPlan plan, StudyFolder folder, IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(folder);
        if (plan.Data.Declared)
        {
            throw new SpecException($"Study '{plan.Spec.Name}'", [$"its records, {plan.Data.Name}, are only declared; give them with .Data(data => data.Folder(\"...\")) to run it."]);
        }

        StudyRecords.Prepare(plan.Spec.Data.Source, plan.Spec.Data.Preprocessing, plan.Data.Hash, folder, progress, cancellation);
        foreach (var task in plan.Tasks.Where(task => !task.InDistribution))
        {
            StudyRecords.Prepare(task.Spec.Source!, plan.Spec.Data.Preprocessing, task.DataHash, folder, progress, cancellation);
        }
    }

    /// <summary>Opens the records as <see cref="Prepare"/> left them.</summary>
    /// <exception cref="EcgDataException">They are not prepared, or fewer than the plan needs could be.</exception>
    public static StudyData Open(StudyPlan plan, StudyFolder folder)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(folder);
        var spec = plan.Spec.Data;
        var dataset = StudyRecords.OpenPrepared(plan.Data.Hash, folder);
        var split = PatientSplit.Of(dataset, spec.Split, spec.SplitSeed);
        var needed = plan.Trials.Max(trial => trial.Spec.Pool ?? trial.Spec.Records);
        if (split.Training.Count < needed)
        {
            var reasons = dataset.Quarantine.ToString();
            dataset.Dispose();
            throw new EcgDataException(
                StudyRecords.PathOf(plan.Data.Hash, folder), string.Empty, $"{split.Training.Count} training records ({reasons})", $"the {needed} of the largest data size",
                $"Some records could not be prepared: plan the study again with data sizes up to {split.Training.Count}.");
        }

        return new StudyData(dataset, split, spec);
    }

    /// <summary>The training records of a data size, as places in <see cref="Dataset"/>; a smaller size lies inside a larger one.</summary>
    public IReadOnlyList<int> TrainingExams(long records) => _training.Take(checked((int)records));

    /// <summary>Closes the records.</summary>
    public void Dispose() => Dataset.Dispose();
}
