namespace EcgScaling.Study.Preparing;

/// <summary>
/// Lets one process at a time make the records of a study, so that two people who start the same study do not write into each other's files. The operating system
/// frees the lock of a process that dies.
/// </summary>
internal sealed class PreparationLock : IDisposable
{
    // What the operating systems answer when another process holds the file; anything else is a failure to report.
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);
    private readonly FileStream _file;

    private PreparationLock(FileStream file) => _file = file;

    /// <summary>Waits until no other process prepares the records of this folder.</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static PreparationLock Take(StudyFolder folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder.DataPath);
        var path = Path.Combine(folder.DataPath, ".preparing.lock");
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return new PreparationLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException error) when (error.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
            {
                cancellation.WaitHandle.WaitOne(BetweenTries);
            }
        }
    }

    /// <summary>Lets the next one in. The file stays: removing it would let two processes lock two files of one name.</summary>
    public void Dispose() => _file.Dispose();
}
