
namespace EcgScaling.Study.Storing;

/// <summary>
/// The clock of the file system the store lies on. Leases compare two times that the same file system gave, so machines whose clocks differ
/// still agree on what is stale.
/// </summary>
internal sealed class StoreClock
{
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(500);
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private DateTime _probed;
    private long _probedAt;

    public StoreClock(string folder, TimeProvider time)
    {
        _folder = folder;
        _time = time;
    }

    /// <summary>The file system's time now, within half a second.</summary>
    public DateTime Now
    {
        get
        {
            lock (_lock)
            {
                if (_probed != default && _time.GetElapsedTime(_probedAt) is var passed && passed < ProbeInterval)
                {
                    return _probed + passed;
                }

                _probed = Probe();
                _probedAt = _time.GetTimestamp();
                return _probed;
            }
        }
    }

    private DateTime Probe()
    {
        var path = Path.Combine(_folder, $".clock-{Environment.ProcessId}-{Guid.NewGuid():N}.tmp");
        try
        {
            // Written content, not a set time: on a network file system the server then stamps the file.
            File.WriteAllText(path, "?");
            return File.GetLastWriteTimeUtc(path);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            // A folder that can only be read still has a status: this machine's clock will do for showing it.
            return _time.GetUtcNow().UtcDateTime;
        }
        finally
        {
            TryDelete(path);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            // A stray probe of one byte does no harm.
        }
    }
}
