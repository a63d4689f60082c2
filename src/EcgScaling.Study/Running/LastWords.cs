namespace EcgScaling.Study.Running;

/// <summary>Keeps what a worker writes: all of it in a log file, the last lines for an error message.</summary>
internal sealed class LastWords : IDisposable
{
    private const int Kept = 12;
    private readonly Queue<string> _lines = new();
    private readonly StreamWriter _log;
    private bool _closed;

    public LastWords(string path) => _log = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };

    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            if (_closed)
            {
                return;
            }

            _log.WriteLine(line);
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }
        }
    }

    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join(Environment.NewLine, _lines);
        }
    }

    public void Dispose()
    {
        lock (_lines)
        {
            _closed = true;
            _log.Dispose();
        }
    }
}
