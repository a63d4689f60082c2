using EcgScaling.Data;
using EcgScaling.Data.Code;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Preprocessing;
using EcgScaling.Data.Splitting;
using EcgScaling.Data.Synthetic;
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
        var store = StorePath(plan, folder);
        if (plan.Data.Declared)
        {
            throw new SpecException($"Study '{plan.Spec.Name}'", [$"its records, {plan.Data.Name}, are only declared; give them with .Data(data => data.Folder(\"...\")) to run it."]);
        }

        if (PreparedStore.IsComplete(store))
        {
            return;
        }

        using var alone = PreparationLock.Take(folder, cancellation);
        if (PreparedStore.IsComplete(store))
        {
            return;
        }

        using var source = SourceOf(plan, folder, progress, cancellation);
        using var prepared = PreparedStore.Build(source, plan.Spec.Data.Preprocessing, store, progress: progress, cancellation: cancellation);
    }

    /// <summary>Opens the records as <see cref="Prepare"/> left them.</summary>
    /// <exception cref="EcgDataException">They are not prepared, or fewer than the plan needs could be.</exception>
    public static StudyData Open(StudyPlan plan, StudyFolder folder)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(folder);
        var (spec, store) = (plan.Spec.Data, StorePath(plan, folder));
        if (!PreparedStore.IsComplete(store))
        {
            throw new EcgDataException(store, string.Empty, "no complete store", "the prepared records of the study", "Run the study's Prepare step before its workers.");
        }

        var dataset = PreparedStore.Open(store);
        var split = PatientSplit.Of(dataset, spec.Split, spec.SplitSeed);
        var needed = plan.Trials.Max(trial => trial.Spec.Records);
        if (split.Training.Count < needed)
        {
            var reasons = dataset.Quarantine.ToString();
            dataset.Dispose();
            throw new EcgDataException(
                store, string.Empty, $"{split.Training.Count} training records ({reasons})", $"the {needed} of the largest data size",
                $"Some records could not be prepared: plan the study again with data sizes up to {split.Training.Count}.");
        }

        return new StudyData(dataset, split, spec);
    }

    /// <summary>The training records of a data size, as places in <see cref="Dataset"/>; a smaller size lies inside a larger one.</summary>
    public IReadOnlyList<int> TrainingExams(long records) => _training.Take(checked((int)records));

    /// <summary>Closes the records.</summary>
    public void Dispose() => Dataset.Dispose();

    private static IEcgSource SourceOf(StudyPlan plan, StudyFolder folder, IProgress<DataProgress>? progress, CancellationToken cancellation)
    {
        if (plan.Spec.Data.Source is SyntheticSourceSpec synthetic)
        {
            // Shards are named by what is in them: another generator, or another seed, never meets old files.
            var shards = Path.Combine(folder.DataPath, $"shards-{plan.Data.Hash[..8]}");
            using (var generator = new SyntheticEcgSource(synthetic.ToOptions()))
            {
                CodeShardWriter.Write(generator, shards, new CodeShardWriterOptions { RecordsPerShard = synthetic.ExamsPerShard }, progress, cancellation);
            }

            return CodeShardSource.Open(shards);
        }

        var path = ((FolderSourceSpec)plan.Spec.Data.Source).Path;
        var source = EcgSources.Open(path);
        using var prepared = new PreparedSource(source, EcgPipeline.Parse(plan.Spec.Data.Preprocessing));
        if (prepared.ContentHash == plan.Data.Hash)
        {
            return EcgSources.Open(path);
        }

        throw new EcgDataException(path, string.Empty, "other records than those the study was planned for", $"records with the hash {plan.Data.Hash}", "Restore them, or plan the study again: trials on changed records get new keys.");
    }

    private static string StorePath(StudyPlan plan, StudyFolder folder) => Path.Combine(folder.DataPath, $"prepared-{plan.Data.Hash[..8]}");
}
