using EcgScaling.Data;
using EcgScaling.Data.Code;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Splitting;
using EcgScaling.Data.Synthetic;
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

    /// <summary>Makes what has to be made of the records, once: synthetic ones are written as CODE-layout shards. What is there is kept.</summary>
    /// <exception cref="SpecException">The records are only declared.</exception>
    /// <exception cref="EcgDataException">The records cannot be read or written.</exception>
    public static void Prepare(StudyPlan plan, StudyFolder folder, IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(folder);
        switch (plan.Spec.Data.Source)
        {
            case DeclaredSourceSpec declared:
                throw new SpecException($"Study '{plan.Spec.Name}'", [$"its records, {declared.Name}, are only declared; give them with .Data(data => data.Folder(\"...\")) to run it."]);
            case SyntheticSourceSpec synthetic when !File.Exists(ShardsMark(folder)):
                using (var source = new SyntheticEcgSource(synthetic.ToOptions()))
                {
                    CodeShardWriter.Write(source, ShardsPath(folder), new CodeShardWriterOptions { RecordsPerShard = synthetic.ExamsPerShard }, progress, cancellation);
                }

                AtomicFile.WriteAllText(ShardsMark(folder), StudyJson.Write<DataSourceSpec>(synthetic));
                break;
            default:
                break;
        }
    }

    /// <summary>Opens the records as <see cref="Prepare"/> left them.</summary>
    /// <exception cref="EcgDataException">They cannot be read, or are not those of the plan.</exception>
    public static StudyData Open(StudyPlan plan, StudyFolder folder)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(folder);
        var spec = plan.Spec.Data;
        var source = spec.Source is FolderSourceSpec at ? RecordFolder.Open(at.Path) : CodeShardSource.Open(ShardsPath(folder));
        var dataset = SourceDataset.Of(source, spec.Preprocessing);
        var split = PatientSplit.Of(dataset, spec.Split, spec.SplitSeed);
        if (dataset.Count != plan.Data.Records || split.Training.Count != plan.Data.TrainingRecords)
        {
            dataset.Dispose();
            throw new EcgDataException(
                spec.Source is FolderSourceSpec moved ? moved.Path : ShardsPath(folder), string.Empty,
                $"{dataset.Count} records, {split.Training.Count} of them to train on", $"the {plan.Data.Records} and {plan.Data.TrainingRecords} of the plan",
                "The records have changed since the study was planned: restore them, or plan again.");
        }

        return new StudyData(dataset, split, spec);
    }

    /// <summary>The training records of a data size, as places in <see cref="Dataset"/>; a smaller size lies inside a larger one.</summary>
    public IReadOnlyList<int> TrainingExams(long records) => _training.Take(checked((int)records));

    /// <summary>Closes the records.</summary>
    public void Dispose() => Dataset.Dispose();

    private static string ShardsPath(StudyFolder folder) => Path.Combine(folder.DataPath, "shards");

    private static string ShardsMark(StudyFolder folder) => Path.Combine(folder.DataPath, "shards.done.json");
}
