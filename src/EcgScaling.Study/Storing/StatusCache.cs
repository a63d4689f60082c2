using System.Collections.Concurrent;
using System.Globalization;
using EcgScaling.Study.Indexing;

namespace EcgScaling.Study.Storing;

/// <summary>
/// What was read of the trials' folders, in memory and in the index, each with the folder's stamp. A status is used again only while its stamp fits; a running trial is always
/// read, because its lease runs out without any file changing.
/// </summary>
internal sealed class StatusCache(ITrialIndex? index, StoreClock clock)
{
    // A file system's times are as coarse as two seconds: a folder that changed just now may change again without its time telling.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, IndexedTrial> _known = new(StringComparer.Ordinal);
    private bool _loaded;

    public string? Problem { get; private set; }

    /// <summary>The number of the next claim; null when the index gave it to another.</summary>
    public long? Reserve(string key, long latest) => index is null ? latest + 1 : Ask(found => found.TryReserve(key, latest), latest + 1);

    public IReadOnlyList<TrialStatus> StatusesOf(TrialFolder[] folders, Func<string, TrialStatus> read)
    {
        Load();
        var statuses = new TrialStatus[folders.Length];
        var fresh = new ConcurrentBag<IndexedTrial>();
        var settled = clock.Now - Settled;
        Parallel.For(0, folders.Length, at =>
        {
            var folder = folders[at];
            var (stamp, changed) = StampOf(folder);
            if (stamp.Length == 0)
            {
                statuses[at] = new TrialStatus { Key = folder.Key, State = TrialState.Planned };
            }
            else if (_known.TryGetValue(folder.Key, out var known) && known.Stamp == stamp)
            {
                statuses[at] = known.Status;
            }
            else
            {
                statuses[at] = read(folder.Key);
                if (changed < settled && statuses[at].State != TrialState.Running)
                {
                    fresh.Add(_known[folder.Key] = new IndexedTrial(stamp, statuses[at]));
                }
            }
        });
        if (index is not null && !fresh.IsEmpty)
        {
            Ask(found => Write(found, [.. fresh]), 0);
        }

        return statuses;
    }

    /// <summary>Tells the index of a trial that has come to its end here; nobody writes into such a folder any more.</summary>
    public void Publish(TrialFolder folder, TrialStatus status)
    {
        if (index is not null && status.State is TrialState.Done or TrialState.Failed)
        {
            Ask(found => Write(found, [new IndexedTrial(StampOf(folder).Stamp, status)]), 0);
        }
    }

    public int Rebuild(TrialFolder[] folders, Func<string, TrialStatus> read)
    {
        if (index is null)
        {
            throw new TrialIndexException("This study keeps no index: there is nothing to rebuild.");
        }

        index.Clear();
        var rows = new ConcurrentBag<IndexedTrial>();
        _known.Clear();
        Parallel.ForEach(folders, folder =>
        {
            var (stamp, _) = StampOf(folder);
            if (stamp.Length > 0 && read(folder.Key) is { State: not TrialState.Running } status)
            {
                rows.Add(new IndexedTrial(stamp, status));
            }
        });
        index.Write([.. rows]);
        return rows.Count;
    }

    private static int Write(ITrialIndex index, IReadOnlyCollection<IndexedTrial> rows)
    {
        index.Write(rows);
        return rows.Count;
    }

    private void Load()
    {
        if (_loaded || index is null)
        {
            return;
        }

        _loaded = true;
        foreach (var row in Ask<IReadOnlyList<IndexedTrial>>(found => found.ReadAll(), []))
        {
            _known[row.Status.Key] = row;
        }
    }

    /// <summary>The times that change with everything that decides a trial's state, and the latest of them; empty where there is no folder.</summary>
    private static (string Stamp, DateTime Changed) StampOf(TrialFolder folder)
    {
        var trial = new DirectoryInfo(folder.Path);
        if (!trial.Exists)
        {
            return (string.Empty, default);
        }

        var (claims, result) = (new DirectoryInfo(folder.ClaimsPath), new FileInfo(folder.ResultPath));
        var (claimed, finished, length) = (claims.Exists ? claims.LastWriteTimeUtc : default, result.Exists ? result.LastWriteTimeUtc : default, result.Exists ? result.Length : 0);
        var latest = new[] { trial.LastWriteTimeUtc, claimed, finished }.Max();
        return (string.Create(CultureInfo.InvariantCulture, $"{trial.LastWriteTimeUtc.Ticks:x}-{claimed.Ticks:x}-{finished.Ticks:x}-{length:x}"), latest);
    }

    private T Ask<T>(Func<ITrialIndex, T> question, T otherwise)
    {
        try
        {
            var answer = question(index!);
            Problem = null;
            return answer;
        }
        catch (TrialIndexException error)
        {
            // The folders answer instead.
            Problem = error.Message;
            return otherwise;
        }
    }
}
