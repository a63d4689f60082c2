using System.Diagnostics;
using System.Globalization;

namespace EcgScaling.Study.Running;

/// <summary>Adds up the seconds of a trial over all its attempts, in a small file of its folder. An attempt that is killed is not counted.</summary>
internal sealed class WorkClock
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly string _path;
    private readonly double _before;

    public WorkClock(string path)
    {
        _path = path;
        _before = Storing.TrialFolder.ReadText(path) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
    }

    /// <summary>Seconds of this attempt and those before.</summary>
    public double Seconds => _before + _watch.Elapsed.TotalSeconds;

    public void Stop()
    {
        _watch.Stop();
        AtomicFile.WriteAllText(_path, Seconds.ToString("F3", CultureInfo.InvariantCulture));
    }
}
