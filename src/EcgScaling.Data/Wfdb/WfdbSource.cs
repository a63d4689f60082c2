using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace EcgScaling.Data.Wfdb;

/// <summary>
/// A folder of WFDB records with ECG leads, of any data set: PhysioNet/CinC challenges, LUDB, or your own. Headers are read when it is opened,
/// signals when they are asked for, with their checksums verified.
/// </summary>
/// <remarks>
/// Of each record, the signals named as one of the standard twelve leads are taken, in the record's order; where none is, all signals in volts
/// under their own names. Signals with another number of samples a frame than most are left out. Segments of a record are no records of their own.
/// </remarks>
public sealed partial class WfdbSource : IEcgSource
{
    // Headers are kept for data sets up to this many records; beyond, they are read again with each tracing.
    private const int MostHeaders = 50_000;
    private readonly string _folder;
    private readonly Entry[] _records;
    private readonly WfdbDialect _dialect;
    private readonly WfdbOptions _options;
    private readonly Lazy<string> _hash;

    private WfdbSource(string folder, WfdbDialect dialect, WfdbOptions options)
    {
        (_folder, _dialect, _options) = (folder, dialect, options);
        var ids = dialect.RecordsIn(folder) ?? [.. HeadersIn(folder).Select(path => Path.ChangeExtension(Path.GetRelativePath(folder, path), null).Replace('\\', '/'))];
        var read = new Entry?[ids.Count];
        var failures = new QuarantinedExam?[ids.Count];
        var (done, shared, parts) = (0, new SharedShapes(), new ConcurrentDictionary<string, bool>());
        new ParallelWork(Environment.ProcessorCount, options.Cancellation).For(ids.Count, place =>
        {
            try
            {
                var header = ReadHeader(ids[place]);
                foreach (var segment in header.Segments)
                {
                    parts[ids[place][..(ids[place].LastIndexOf('/') + 1)] + segment.RecordName] = true;
                }

                read[place] = shared.One(Describe(ids[place], header, dialect), keepHeader: ids.Count <= MostHeaders);
            }
            catch (EcgDataException error) when (!options.Strict)
            {
                failures[place] = new QuarantinedExam(ids[place], HeaderPath(ids[place]), "unusable record", error.Message);
            }

            if (Interlocked.Increment(ref done) % 1000 == 0)
            {
                options.Progress?.Report(new DataProgress("reading headers", done, ids.Count));
            }
        });
        // A segment belongs to its record; counted on its own as well, it would be there twice.
        _records = [.. read.Where(record => record is { } entry && !parts.ContainsKey(entry.Record)).Select(record => record!.Value)];
        Quarantine = new QuarantineReport([.. failures.Where(failure => failure is not null && !parts.ContainsKey(failure.Id)).Select(failure => failure!)]);
        var shapes = _records.Select(record => record.Shape).Distinct().Take(2).ToArray();
        CommonShape = shapes.Length == 1 ? shapes[0] : null;
        Warnings = [.. dialect.Warnings];
        _hash = new Lazy<string>(Hash);
    }

    /// <inheritdoc/>
    public string Name => _dialect.Name;

    /// <inheritdoc/>
    public TracingShape? CommonShape { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames => _dialect.LabelNames;

    /// <inheritdoc/>
    public int Count => _records.Length;

    /// <inheritdoc/>
    public string ContentHash => _hash.Value;

    /// <inheritdoc/>
    public QuarantineReport Quarantine { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Whether there is a WFDB header in a folder or below it.</summary>
    public static bool IsHere(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.hea", SearchOption.AllDirectories).Any();

    /// <summary>Opens all records of a folder and the folders below it.</summary>
    /// <exception cref="EcgDataException">There is no header.</exception>
    public static WfdbSource Open(string folder, WfdbOptions? options = null) =>
        Open(folder, new PlainDialect(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))), options);

    internal static WfdbSource Open(string folder, WfdbDialect dialect, WfdbOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return (dialect.RecordsIn(folder) is { } records ? records.Count > 0 : IsHere(folder))
            ? new WfdbSource(folder, dialect, options ?? new WfdbOptions())
            : throw new EcgDataException(folder, string.Empty, "no WFDB header", "records with .hea files", "Check the path.");
    }

    /// <inheritdoc/>
    public Exam ExamAt(int index)
    {
        var exam = Locate(index).Exam;
        return _dialect.LabelsOf(exam) is { } labels ? exam with { Labels = labels } : exam;
    }

    /// <inheritdoc/>
    public TracingShape ShapeOf(int index) => Locate(index).Shape;

    /// <inheritdoc/>
    public ValidRange Read(int index, Span<float> destination)
    {
        var (_, _, shape, signals, _) = Locate(index);
        var record = ReadRecord(index);
        var header = record.Header;
        if (record.Signals.Count <= signals.Max())
        {
            throw new EcgDataException(header.Path, string.Empty, $"{record.Signals.Count} signals", "those it had when the folder was opened", "The header changed; open the folder again.");
        }

        for (var lead = 0; lead < signals.Length; lead++)
        {
            var row = destination.Slice(lead * shape.Samples, shape.Samples);
            var signal = header.Signals.Count > 0 ? header.Signals[signals[lead]] : record.Signals[signals[lead]];
            if (_options.VerifyChecksums && record.Checksums[signals[lead]] == false)
            {
                throw new EcgDataException(
                    header.Path, $"signal {signal.Description}", "samples whose sum is not the header's checksum", header.Segments.Count > 0 ? "the checksums of its segments" : $"checksum {signal.Checksum}",
                    $"The file is damaged; fetch it again. {nameof(WfdbOptions)}.{nameof(WfdbOptions.VerifyChecksums)} = false reads it all the same.");
            }

            var values = record.Values[signals[lead]];
            values.AsSpan(0, Math.Min(values.Length, row.Length)).CopyTo(row);
            row[Math.Min(values.Length, row.Length)..].Fill(float.NaN);
            ToMillivolts(row, signal);
        }

        return ValidRange.All(shape.Samples);
    }

    /// <summary>Reads a record with all its signals, also those that are not ECG leads.</summary>
    public WfdbRecord ReadRecord(int index) => WfdbReader.Read(HeaderOf(Locate(index)), depth: 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Files are opened and closed with each read.
    }

    internal static IReadOnlyList<string> HeadersIn(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*.hea", SearchOption.AllDirectories).OrderBy(path => SortKey(Path.GetRelativePath(folder, path)), StringComparer.Ordinal)];

    private string HeaderPath(string record) => Path.Combine(_folder, record + ".hea");

    private WfdbHeader ReadHeader(string record) => _dialect.Calibrate(WfdbHeaderReader.Read(HeaderPath(record)));

    private WfdbHeader HeaderOf(Entry entry) => entry.Header ?? ReadHeader(entry.Record);

    private static Entry Describe(string id, WfdbHeader header, WfdbDialect dialect)
    {
        WfdbReader.CheckFiles(header);
        // The signals of a multi-segment record are those of its segments; only reading tells.
        var record = header.Segments.Count > 0 ? WfdbReader.Read(header, depth: 0) : null;
        var signals = record?.Signals ?? header.Signals;
        var usual = signals.Count == 0 ? 1 : signals.CountBy(signal => signal.SamplesPerFrame).MaxBy(pair => pair.Value).Key;
        var chosen = Choose(signals, usual, dialect);
        if (chosen.Length == 0)
        {
            throw new EcgDataException(header.Path, string.Empty, $"no ECG signal ({string.Join(", ", signals.Select(signal => signal.Description))})", "signals in mV, uV or V", "Leave the record out.");
        }

        var frames = record?.Frames ?? WfdbReader.FramesOf(header);
        if (frames <= 0 || frames * usual * chosen.Length > int.MaxValue)
        {
            throw new EcgDataException(header.Path, "line 1", $"{frames} frames", "at least one, below 2^31 values", "The header is damaged, or its signal file is empty.");
        }

        var leads = new LeadSet(chosen.Select(signal => Lead.Parse(signals[signal].Description.Length > 0 ? signals[signal].Description : $"signal {signal}")));
        return new Entry(id, dialect.ExamOf(id, header), new TracingShape(leads, new SampleRate(header.FrameRate * usual), (int)(frames * usual)), chosen, header);
    }

    private static int[] Choose(IReadOnlyList<WfdbSignal> signals, int samplesPerFrame, WfdbDialect dialect)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var fitting = Enumerable.Range(0, signals.Count)
            .Where(signal => signals[signal].SamplesPerFrame == samplesPerFrame && !double.IsNaN(dialect.MillivoltsPerUnit(signals[signal])))
            .Where(signal => seen.Add(Lead.Parse(signals[signal].Description.Length > 0 ? signals[signal].Description : $"signal {signal}").Name))
            .ToArray();
        var standard = Array.FindAll(fitting, signal => signals[signal].Description.Length > 0 && Lead.Parse(signals[signal].Description).IsStandard);
        return standard.Length > 0 ? standard : fitting;
    }

    private void ToMillivolts(Span<float> row, WfdbSignal signal)
    {
        var factor = (float)_dialect.MillivoltsPerUnit(signal);
        if (factor != 1)
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply(row, factor, row);
        }
    }

    private Entry Locate(int index) => (uint)index < (uint)_records.Length
        ? _records[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has {_records.Length} exams.");

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var index = 0; index < _records.Length; index++)
        {
            var (exam, shape) = (ExamAt(index), _records[index].Shape);
            // Headers carry a checksum of each signal, so their text stands for the samples too.
            hash.AppendData(Encoding.UTF8.GetBytes($"{exam.Id}|{exam.PatientId}|{shape}|{string.Join(',', exam.Labels)}\n"));
            hash.AppendData(File.ReadAllBytes(HeaderPath(_records[index].Record)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Numbers in order of their value, 2 before 10: each run of digits is padded to one length.
    private static string SortKey(string path) => Digits().Replace(path, match => match.Value.PadLeft(20, '0'));

    [System.Text.RegularExpressions.GeneratedRegex(@"\d{1,20}", System.Text.RegularExpressions.RegexOptions.CultureInvariant)]
    private static partial System.Text.RegularExpressions.Regex Digits();

    private readonly record struct Entry(string Record, Exam Exam, TracingShape Shape, int[] Signals, WfdbHeader? Header);

    /// <summary>Records of one data set have few shapes: each is kept once.</summary>
    private sealed class SharedShapes
    {
        private readonly ConcurrentDictionary<TracingShape, TracingShape> _shapes = new();
        private readonly ConcurrentDictionary<string, int[]> _signals = new();

        public Entry One(Entry entry, bool keepHeader) => entry with
        {
            Shape = _shapes.GetOrAdd(entry.Shape, entry.Shape),
            Signals = _signals.GetOrAdd(string.Join(',', entry.Signals), entry.Signals),
            Header = keepHeader ? entry.Header : null,
        };
    }
}
