namespace EcgScaling.Data.Isolation;

/// <summary>
/// A data set read by a process of its own, for files from people you do not trust: libhdf5 can crash on hostile files, and then only that process ends. The
/// caller gets an <see cref="EcgDataException"/>, also where the process hangs or wants more memory than it may; the next call starts another one.
/// </summary>
/// <remarks>
/// The process is the running program started once more with a startup hook, so nothing has to be installed or prepared. Programs without startup hooks
/// (trimmed, native ahead of time) call <see cref="IsolationHost.ServeIfAsked"/> first in their <c>Main</c>. The process has the rights of the caller: this
/// guards against crashes, hangs and memory, not against code that a hostile file might manage to run.
/// </remarks>
public sealed class IsolatedSource : IEcgSource
{
    private const int Block = 1024;
    private readonly string _path;
    private readonly IsolationOptions _options;
    private readonly Lock _gate = new();
    private readonly SourceFacts _facts;
    private IsolatedProcess? _process;
    private (int First, Exam[] Exams) _block = (0, []);
    private bool _disposed;

    private IsolatedSource(string path, IsolationOptions options, CancellationToken cancellation)
    {
        (_path, _options) = (path, options);
        _process = IsolatedProcess.Start(options, path);
        _facts = OpenIn(_process, cancellation);
    }

    /// <inheritdoc/>
    public string Name => _facts.Name;

    /// <inheritdoc/>
    public TracingShape? CommonShape => _facts.CommonShape;

    /// <inheritdoc/>
    public SignalUnit Unit => _facts.Unit;

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames => _facts.LabelNames;

    /// <inheritdoc/>
    public int Count => _facts.Count;

    /// <inheritdoc/>
    public string ContentHash => Call(Operation.Hash, 0, "content hash", reader => reader.ReadString());

    /// <inheritdoc/>
    public QuarantineReport Quarantine => _facts.Quarantine;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => _facts.Warnings;

    /// <summary>The id of the process that reads, for logs; -1 while there is none.</summary>
    public int ProcessId => _process?.Id ?? -1;

    /// <summary>Opens a data set as <see cref="EcgSources.Open"/> does, in a process of its own.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="options">What the process may use; null for the defaults.</param>
    /// <param name="cancellation">Ends the process while it opens.</param>
    /// <exception cref="EcgDataException">It cannot be read, or the process crashed, hung or wanted too much memory.</exception>
    /// <exception cref="SpecException">The options are out of range.</exception>
    /// <exception cref="InvalidOperationException">This program cannot be started once more; the message says what helps.</exception>
    public static IsolatedSource Open(string path, IsolationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new IsolationOptions();
        options.Validate();
        cancellation.ThrowIfCancellationRequested();
        return new IsolatedSource(path, options, cancellation);
    }

    /// <inheritdoc/>
    public Exam ExamAt(int index)
    {
        Check(index);
        lock (_gate)
        {
            if (index < _block.First || index >= _block.First + _block.Exams.Length)
            {
                var first = index / Block * Block;
                var count = Math.Min(Block, Count - first);
                _block = (first, Call(Operation.Exams, first, $"exams from {first}", reader => Wire.ReadExams(reader, count)));
            }

            return _block.Exams[index - _block.First];
        }
    }

    /// <inheritdoc/>
    public TracingShape ShapeOf(int index)
    {
        Check(index);
        return CommonShape ?? Call(Operation.Shape, index, $"exam number {index}", reader => Wire.ReadShape(reader)!);
    }

    /// <inheritdoc/>
    public ValidRange Read(int index, Span<float> destination)
    {
        var length = ShapeOf(index).Length;
        if (destination.Length < length)
        {
            throw new ArgumentException($"The destination holds {destination.Length} values, {length} are needed.", nameof(destination));
        }

        var (valid, values) = Call(Operation.Read, index, $"exam number {index}", reader => (new ValidRange(reader.ReadInt32(), reader.ReadInt32()), Wire.ReadFloats(reader, length)));
        values.CopyTo(destination);
        return valid;
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _process?.Dispose();
            _process = null;
        }
    }

    private SourceFacts OpenIn(IsolatedProcess process, CancellationToken cancellation)
    {
        try
        {
            return process.Call(
                writer => Wire.WriteOpen(writer, Path.GetFullPath(_path), _path, _options), SourceFacts.Read, _path, string.Empty, _options.OpenTimeout, cancellation);
        }
        catch
        {
            process.Dispose();
            _process = null;
            throw;
        }
    }

    private T Call<T>(Operation operation, int index, string place, Func<BinaryReader, T> answer)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_process is not { IsAlive: true })
            {
                _process?.Dispose();
                _process = IsolatedProcess.Start(_options, _path);
                if (OpenIn(_process, CancellationToken.None).Count != Count)
                {
                    throw new EcgDataException(_path, string.Empty, "other exams than before", "a data set that does not change", "Open it again.");
                }
            }

            return _process.Call(
                writer =>
                {
                    writer.Write((byte)operation);
                    writer.Write(index);
                },
                answer, _path, place, _options.Timeout, CancellationToken.None);
        }
    }

    private void Check(int index)
    {
        if ((uint)index >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has {Count} exams.");
        }
    }
}
