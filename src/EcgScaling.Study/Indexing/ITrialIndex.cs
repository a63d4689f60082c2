namespace EcgScaling.Study.Indexing;

/// <summary>
/// A database beside the trials' folders: it answers for thousands of trials at once and arbitrates claims where a file system's own exclusive creation cannot be trusted. It is never the
/// truth: every row says which state of the folder it was read from, rows that do not fit the folder any more are read again, and an index that is lost or damaged costs nothing but time.
/// Thread-safe; any number of processes may use one index.
/// </summary>
public interface ITrialIndex
{
    /// <summary>What it is, for messages.</summary>
    string Name { get; }

    /// <summary>Reads every row.</summary>
    /// <exception cref="TrialIndexException">The database cannot be reached, or is damaged.</exception>
    IReadOnlyList<IndexedTrial> ReadAll();

    /// <summary>Writes rows, over those of the same keys.</summary>
    /// <exception cref="TrialIndexException">The database cannot be reached, or is damaged.</exception>
    void Write(IReadOnlyCollection<IndexedTrial> rows);

    /// <summary>Reserves the next claim of a trial. Exactly one of many callers that saw the same latest claim succeeds; a reservation whose owner died before it wrote its claim file stands for five seconds.</summary>
    /// <param name="key">The trial.</param>
    /// <param name="latest">The number of the latest claim in the trial's folder, 0 for none.</param>
    /// <returns>The number of the claim, or null when another has it.</returns>
    /// <exception cref="TrialIndexException">The database cannot be reached, or is damaged.</exception>
    long? TryReserve(string key, long latest);

    /// <summary>Removes every row of this study.</summary>
    /// <exception cref="TrialIndexException">The database cannot be reached.</exception>
    void Clear();
}
