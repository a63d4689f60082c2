using System.Text.Json.Nodes;
using EcgScaling.Study.Indexing;

namespace EcgScaling.Study.Storing;

/// <summary>
/// The trials of a study on disk, one folder each. The folders are the whole truth: any number of processes, on one machine or on several that share
/// the file system, may plan, claim, run and read at the same time, and any of them may be killed at any moment. An index may stand beside them; it makes large studies quick
/// to list and decides nothing. Thread-safe.
/// </summary>
public sealed class TrialStore
{
    private readonly LeaseOptions _lease;
    private readonly TimeProvider _time;
    private readonly StoreClock _clock;
    private readonly StandingClaims _standing;
    private readonly StatusCache _cache;

    private TrialStore(string path, LeaseOptions lease, TimeProvider time, ITrialIndex? index)
    {
        Path = path;
        _lease = lease;
        _time = time;
        _clock = new StoreClock(path, time);
        _standing = new StandingClaims(time);
        _cache = new StatusCache(index, _clock);
    }

    /// <summary>The folder of the trials.</summary>
    public string Path { get; }

    /// <summary>What last kept the index from being used; null while it works or there is none.</summary>
    public string? IndexProblem => _cache.Problem;

    /// <summary>Opens the store in a folder, which is made when missing.</summary>
    /// <param name="path">The folder of the trials.</param>
    /// <param name="lease">How long claims stand; default: <see cref="LeaseOptions"/>'s.</param>
    /// <param name="time">The timer of the heartbeats; default: the system's.</param>
    /// <param name="index">A database beside the folders; default: none.</param>
    /// <exception cref="SpecException">The lease cannot work.</exception>
    public static TrialStore Open(string path, LeaseOptions? lease = null, TimeProvider? time = null, ITrialIndex? index = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        lease ??= new LeaseOptions();
        lease.Validate();
        var full = System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(full))
        {
            Directory.CreateDirectory(full);
        }

        return new TrialStore(full, lease, time ?? TimeProvider.System, index);
    }

    /// <summary>The folder of a trial.</summary>
    /// <param name="key">The trial's key: 64 hexadecimal digits.</param>
    public TrialFolder FolderOf(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new TrialFolder(key, System.IO.Path.Combine(Path, key[..Math.Min(16, key.Length)]));
    }

    /// <summary>Puts a trial into the store; nothing changes when it is there already, finished or not.</summary>
    /// <param name="key">The trial's key.</param>
    /// <param name="spec">What is to be run.</param>
    /// <exception cref="EcgDataException">The folder holds another trial.</exception>
    public TrialFolder Add(string key, JsonNode spec)
    {
        var folder = FolderOf(key);
        if (TrialFolder.ReadText(folder.SpecPath) is { } text)
        {
            var found = KeyOf(text);
            if (found is not null && found != key)
            {
                throw new EcgDataException(folder.SpecPath, "key", found, $"the key {key}, which this folder is named after", "Two trials share the first digits of their keys, or a folder was renamed: move it away.");
            }

            if (found is not null)
            {
                return folder;
            }
        }

        AtomicFile.WriteAllText(folder.SpecPath, new JsonObject { ["key"] = key, ["spec"] = spec.DeepClone() }.ToJsonString(StudyJson.Options) + "\n");
        return folder;
    }

    /// <summary>Takes a trial, unless it is done, has failed for good, or somebody holds it. Exactly one of many callers succeeds.</summary>
    /// <param name="key">The trial's key.</param>
    /// <returns>The claim, or null.</returns>
    public TrialClaim? TryClaim(string key)
    {
        var folder = FolderOf(key);
        if (folder.ReadFailure() is { Permanent: true } || folder.ReadResult() is not null)
        {
            return null;
        }

        var latest = ClaimFiles.Latest(folder);
        if (latest > 0 && IsHeld(folder, latest, ClaimFiles.Read(folder, latest)))
        {
            return null;
        }

        if (_cache.Reserve(key, latest) is not { } generation)
        {
            return null;
        }

        var record = new ClaimRecord { Holder = WorkerIdentity.Current, LeaseSeconds = _lease.Duration.TotalSeconds };
        if (!ClaimFiles.TryCreate(folder, generation, record))
        {
            return null;
        }

        var claim = new TrialClaim(folder, generation, record, _lease, _time, () => _cache.Publish(folder, StatusOf(key)));
        // Between the first look and the claim another worker may have finished the trial, or found this claim still empty and too old.
        if (folder.ReadResult() is not null || folder.ReadFailure() is { Permanent: true } || !claim.Beat())
        {
            claim.Dispose();
            return null;
        }

        SetTornResultAside(folder);
        return claim;
    }

    /// <summary>Where a trial stands.</summary>
    public TrialStatus StatusOf(string key)
    {
        var folder = FolderOf(key);
        if (folder.ReadResult() is { } result)
        {
            return new TrialStatus { Key = key, State = TrialState.Done, Result = result };
        }

        var failure = folder.ReadFailure();
        var latest = ClaimFiles.Latest(folder);
        var record = latest > 0 ? ClaimFiles.Read(folder, latest) : null;
        var held = latest > 0 && IsHeld(folder, latest, record);
        return new TrialStatus
        {
            Key = key,
            State = failure is { Permanent: true } ? TrialState.Failed : held ? TrialState.Running : latest > 0 ? TrialState.Interrupted : TrialState.Planned,
            Progress = record?.Progress,
            Holder = held ? record?.Holder : null,
            Failure = failure,
        };
    }

    /// <summary>Where many trials stand. What did not change since this store, or its index, read it last is not read again.</summary>
    /// <param name="keys">The trials.</param>
    /// <returns>In the order of the keys.</returns>
    public IReadOnlyList<TrialStatus> StatusesOf(IReadOnlyList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return _cache.StatusesOf([.. keys.Select(FolderOf)], StatusOf);
    }

    /// <summary>Empties the index and fills it from the folders.</summary>
    /// <param name="keys">The trials.</param>
    /// <returns>How many trials it knows now: those that stand still; running ones are always read from their folders.</returns>
    /// <exception cref="TrialIndexException">There is no index, or it cannot be written.</exception>
    public int RebuildIndex(IReadOnlyList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return _cache.Rebuild([.. keys.Select(FolderOf)], StatusOf);
    }

    /// <summary>Forgets a failure, so that the trial is tried again.</summary>
    public void Retry(string key)
    {
        if (File.Exists(FolderOf(key).FailurePath))
        {
            File.Delete(FolderOf(key).FailurePath);
        }
    }

    private bool IsHeld(TrialFolder folder, long generation, ClaimRecord? record) =>
        ClaimFiles.IsHeld(folder, generation, record, _clock) && !_standing.IsStale(folder.Key, generation, record, _lease.Duration);

    private static string? KeyOf(string text)
    {
        try
        {
            return (string?)JsonNode.Parse(text)?["key"];
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void SetTornResultAside(TrialFolder folder)
    {
        if (File.Exists(folder.ResultPath))
        {
            File.Move(folder.ResultPath, folder.ResultPath + ".torn", overwrite: true);
        }
    }
}
