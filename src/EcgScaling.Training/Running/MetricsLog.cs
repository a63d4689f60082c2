using System.Text;
using System.Text.Json;
using EcgScaling.Training.TensorBoard;

namespace EcgScaling.Training.Running;

/// <summary>Appends lines to metrics.jsonl, each handed to the operating system at once, and where wanted to a TensorBoard event file.</summary>
internal sealed class MetricsLog : IDisposable
{
    private readonly FileStream _stream;
    private readonly EventFile? _events;
    private readonly TimeProvider _time;

    /// <summary>Opens the log and cuts off what was written after a checkpoint, so that a resumed run's log equals an uninterrupted one's.</summary>
    /// <param name="path">metrics.jsonl.</param>
    /// <param name="length">Its length at the checkpoint.</param>
    /// <param name="eventPath">The event file, made anew from the lines that are kept; null for none.</param>
    /// <param name="time">The clock.</param>
    public MetricsLog(string path, long length, string? eventPath, TimeProvider time)
    {
        _time = time;
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        _stream.SetLength(Math.Min(length, _stream.Length));
        _events = eventPath is null ? null : new EventFile(eventPath, time.GetUtcNow());
        if (_events is not null)
        {
            using var reader = new StreamReader(_stream, leaveOpen: true);
            while (reader.ReadLine() is { } text)
            {
                Show(JsonSerializer.Deserialize<MetricsLine>(text, TrainingJson.Line)!);
            }
        }

        _stream.Seek(0, SeekOrigin.End);
    }

    public void Write(MetricsLine line)
    {
        _stream.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line, TrainingJson.Line) + "\n"));
        _stream.Flush();
        Show(line);
    }

    /// <summary>Brings all lines to the device and tells their length.</summary>
    public long Settle()
    {
        _stream.Flush(flushToDisk: true);
        return _stream.Length;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _events?.Dispose();
    }

    private void Show(MetricsLine line)
    {
        if (_events is null)
        {
            return;
        }

        (string Tag, double? Value)[] scalars =
        [
            ("train/loss", line.Loss),
            ("train/learning rate", line.LearningRate),
            ("train/gradient norm", line.GradientNorm),
            ("train/records per second", line.RecordsPerSecond),
            ("held out/loss", line.HeldOutLoss),
            ("held out/macro AUROC", line.HeldOut is { } scores && !double.IsNaN(scores.MacroAuroc) ? scores.MacroAuroc : null),
        ];
        _events.Write(line.Step, _time.GetUtcNow(), scalars.Where(scalar => scalar.Value is not null).Select(scalar => (scalar.Tag, scalar.Value!.Value)));
    }
}
