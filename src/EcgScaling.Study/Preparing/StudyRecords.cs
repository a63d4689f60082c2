using EcgScaling.Data;
using EcgScaling.Data.Code;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Preprocessing;
using EcgScaling.Data.Synthetic;
using EcgScaling.Study.Describing;

namespace EcgScaling.Study.Preparing;

/// <summary>Any records that a study uses, its own or a transfer task's: opened as a source, and prepared once into a store that trials map into memory.</summary>
internal static class StudyRecords
{
    /// <summary>Opens the records as they are; metadata can be read at once.</summary>
    /// <exception cref="EcgDataException">They cannot be read.</exception>
    public static IEcgSource Open(DataSourceSpec spec) => spec switch
    {
        SyntheticSourceSpec synthetic => new SyntheticEcgSource(synthetic.ToOptions()),
        FolderSourceSpec folder => EcgSources.Open(folder.Path),
        TaskSourceSpec task => task.Ready.Open(task.Paths),
        _ => throw new SpecException("Data.Source", [$"{spec.GetType().Name} cannot be opened: it holds no records."]),
    };

    /// <summary>The folder of the prepared records with this hash.</summary>
    public static string PathOf(string hash, StudyFolder folder) => Path.Combine(folder.DataPath, $"prepared-{hash[..8]}");

    /// <summary>Makes the prepared store where it is missing or incomplete.</summary>
    /// <exception cref="EcgDataException">The records cannot be read or written, or are not those with this hash.</exception>
    public static void Prepare(DataSourceSpec spec, string preprocessing, string hash, StudyFolder folder, IProgress<DataProgress>? progress, CancellationToken cancellation)
    {
        var store = PathOf(hash, folder);
        if (PreparedStore.IsComplete(store))
        {
            return;
        }

        using var alone = PreparationLock.Take(folder, cancellation);
        if (PreparedStore.IsComplete(store))
        {
            return;
        }

        using var source = Source(spec, preprocessing, hash, folder, progress, cancellation);
        using var prepared = PreparedStore.Build(source, preprocessing, store, progress: progress, cancellation: cancellation);
    }

    /// <summary>Opens prepared records.</summary>
    /// <exception cref="EcgDataException">They are not prepared.</exception>
    public static PreparedStore OpenPrepared(string hash, StudyFolder folder)
    {
        var store = PathOf(hash, folder);
        return PreparedStore.IsComplete(store)
            ? PreparedStore.Open(store)
            : throw new EcgDataException(store, string.Empty, "no complete store", "the prepared records of the study", "Run the study's Prepare step before its workers.");
    }

    private static IEcgSource Source(DataSourceSpec spec, string preprocessing, string hash, StudyFolder folder, IProgress<DataProgress>? progress, CancellationToken cancellation)
    {
        if (spec is SyntheticSourceSpec synthetic)
        {
            // Shards are named by what is in them: another generator, or another seed, never meets old files.
            var shards = Path.Combine(folder.DataPath, $"shards-{hash[..8]}");
            using (var generator = new SyntheticEcgSource(synthetic.ToOptions()))
            {
                CodeShardWriter.Write(generator, shards, new CodeShardWriterOptions { RecordsPerShard = synthetic.ExamsPerShard }, progress, cancellation);
            }

            return CodeShardSource.Open(shards);
        }

        using (var prepared = new PreparedSource(Open(spec), EcgPipeline.Parse(preprocessing)))
        {
            if (prepared.ContentHash == hash)
            {
                return Open(spec);
            }
        }

        throw new EcgDataException(spec is TaskSourceSpec task ? string.Join(", ", task.Paths) : ((FolderSourceSpec)spec).Path, string.Empty, "other records than those the study was planned for", $"records with the hash {hash}", "Restore them, or plan the study again: trials on changed records get new keys.");
    }
}
