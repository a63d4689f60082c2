using System.Text;
using System.Text.Json;

namespace EcgScaling.Training.Running;

/// <summary>Appends lines to metrics.jsonl, each handed to the operating system at once.</summary>
internal sealed class MetricsLog : IDisposable
{
    private readonly FileStream _stream;

    /// <summary>Opens the log and cuts off what was written after a checkpoint, so that a resumed run's log equals an uninterrupted one's.</summary>
    public MetricsLog(string path, long length)
    {
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        _stream.SetLength(Math.Min(length, _stream.Length));
        _stream.Seek(0, SeekOrigin.End);
    }

    public void Write(MetricsLine line)
    {
        _stream.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line, TrainingJson.Line) + "\n"));
        _stream.Flush();
    }

    /// <summary>Brings all lines to the device and tells their length.</summary>
    public long Settle()
    {
        _stream.Flush(flushToDisk: true);
        return _stream.Length;
    }

    public void Dispose() => _stream.Dispose();
}
