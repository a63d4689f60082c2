using System.Runtime.InteropServices;
using HDF.PInvoke;

namespace EcgScaling.Data.Hdf5;

/// <summary>
/// The one door to libhdf5: calls go through it one at a time, because not every build of the library is thread-safe, and failures become
/// exceptions with the library's own words.
/// </summary>
internal static partial class Hdf5Library
{
    private const int SetFlags = 2;
    private const int CloseOnExecution = 1;
    private static readonly Lock Door = new();
    private static bool _silenced;

    /// <summary>Runs some calls while no other thread is in the library.</summary>
    public static T Run<T>(Func<T> calls)
    {
        lock (Door)
        {
            Silence();
            return calls();
        }
    }

    /// <summary>Runs some calls while no other thread is in the library.</summary>
    public static void Run(Action calls) => Run(() =>
    {
        calls();
        return true;
    });

    /// <summary>Gives back a result that is not negative, or throws with what the library says went wrong.</summary>
    /// <exception cref="EcgDataException"><paramref name="result"/> is negative.</exception>
    public static long Check(long result, string path, string place, string action)
    {
        if (result >= 0)
        {
            return result;
        }

        throw new EcgDataException(
            path, place, $"a failure of libhdf5 to {action}: {Reason()}", "a readable HDF5 file of the expected layout",
            "Check that the file was copied or downloaded whole (compare its size or checksum), and that its disk is readable.");
    }

    /// <summary>
    /// Keeps a file that the library has opened from the processes that this one starts. The library does not, and a process that inherits a file holds its lock for
    /// as long as it lives.
    /// </summary>
    public static long KeepFromChildren(long file)
    {
        nint handle = 0;
        if (OperatingSystem.IsLinux() && H5F.get_vfd_handle(file, H5P.DEFAULT, ref handle) >= 0)
        {
            _ = FileControl(Marshal.ReadInt32(handle), SetFlags, CloseOnExecution);
        }

        return file;
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int FileControl(int file, int command, int argument);

    private static string Reason()
    {
        var reasons = new List<string>();
        H5E.walk_t keep = (uint _, ref H5E.error_t error, nint _) =>
        {
            reasons.Add(error.desc ?? string.Empty);
            return 0;
        };
        _ = H5E.walk(H5E.DEFAULT, H5E.direction_t.H5E_WALK_UPWARD, keep, 0);
        _ = H5E.clear(H5E.DEFAULT);
        GC.KeepAlive(keep);
        return reasons.Count == 0 ? "no reason given" : string.Join(" < ", reasons.Where(reason => reason.Length > 0).Take(4));
    }

    private static void Silence()
    {
        if (!_silenced)
        {
            // By default the library prints its error stack; here it becomes the text of an exception.
            _ = H5.open();
            _silenced = true;
        }

        // The error stack belongs to the thread, so each thread that comes in is silenced.
        _ = H5E.set_auto(H5E.DEFAULT, null!, 0);
    }
}
