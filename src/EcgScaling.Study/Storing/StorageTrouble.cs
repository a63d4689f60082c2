namespace EcgScaling.Study.Storing;

/// <summary>Tells an error of the disk that holds the study (full, read-only, over quota, no permission) from one of a trial.</summary>
internal static class StorageTrouble
{
    // errno of Linux and macOS; .NET hands it on in HResult.
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int FileTooBig = 27;
    private const int LinuxQuota = 122;
    private const int MacQuota = 69;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsWriteProtected = unchecked((int)0x80070013);

    // libhdf5 hands the system's error on in its own words only.
    private static readonly (string Code, string Words)[] InHdf5 = [("errno = 28,", "No space left on device"), ("errno = 30,", "Read-only file system"), ("errno = 122,", "Disk quota exceeded")];

    /// <summary>What is wrong, in the system's words, or null when it is something else.</summary>
    public static string? Of(Exception? error)
    {
        if (error is EcgDataException data)
        {
            return InHdf5.FirstOrDefault(known => data.Message.Contains(known.Code, StringComparison.Ordinal)).Words is { } words ? $"{words} : '{data.Path}'" : null;
        }

        for (var at = error; at is not null; at = at.InnerException)
        {
            if (at is UnauthorizedAccessException
                or IOException { HResult: NoSpace or ReadOnly or FileTooBig or LinuxQuota or MacQuota or WindowsDiskFull or WindowsHandleDiskFull or WindowsWriteProtected })
            {
                return at.Message;
            }
        }

        return null;
    }
}
