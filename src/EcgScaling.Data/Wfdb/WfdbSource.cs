using System.Security.Cryptography;
using System.Text;

namespace EcgScaling.Data.Wfdb;

/// <summary>
/// A folder of WFDB records with ECG leads, of any data set: PhysioNet/CinC challenges, LUDB, or your own. Headers are read when it is opened,
/// signals when they are asked for, with their checksums verified.
/// </summary>
/// <remarks>
/// Of each record, the signals named as one of the standard twelve leads are taken, in the record's order; where none is, all signals in volts
/// under their own names. Signals with another number of samples a frame than most are left out.
/// </remarks>
public sealed partial class WfdbSource : IEcgSource
{
    private readonly (WfdbHeader Header, Exam Exam, TracingShape Shape, int[] Signals)[] _records;
    private readonly WfdbDialect _dialect;
    private readonly WfdbOptions _options;
    private readonly Lazy<string> _hash;

    private WfdbSource(string folder, WfdbDialect dialect, WfdbOptions options)
    {
        (_dialect, _options) = (dialect, options);
        var paths = HeadersIn(folder);
        var read = new (WfdbHeader Header, Exam Exam, TracingShape Shape, int[] Signals)?[paths.Count];
        var failures = new QuarantinedExam?[paths.Count];
        new ParallelWork(Environment.ProcessorCount, CancellationToken.None).For(paths.Count, place =>
        {
            var id = Path.ChangeExtension(Path.GetRelativePath(folder, paths[place]), null).Replace('\\', '/');
            try
            {
                read[place] = Describe(id, dialect.Calibrate(WfdbHeaderReader.Read(paths[place])), dialect);
            }
            catch (EcgDataException error) when (!options.Strict)
            {
                failures[place] = new QuarantinedExam(id, paths[place], "unusable record", error.Message);
            }
        });
        _records = [.. read.Where(record => record is not null).Select(record => record!.Value)];
        Quarantine = new QuarantineReport([.. failures.Where(failure => failure is not null).Select(failure => failure!)]);
        var shapes = _records.Select(record => record.Shape).Distinct().Take(2).ToArray();
        CommonShape = shapes.Length == 1 ? shapes[0] : null;
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
    public IReadOnlyList<string> Warnings => _dialect.Warnings;

    /// <summary>Whether there is a WFDB header in a folder or below it.</summary>
    public static bool IsHere(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.hea", SearchOption.AllDirectories).Any();

    /// <summary>Opens all records of a folder and the folders below it.</summary>
    /// <exception cref="EcgDataException">There is no header.</exception>
    public static WfdbSource Open(string folder, WfdbOptions? options = null) =>
        Open(folder, new PlainDialect(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))), options);

    internal static WfdbSource Open(string folder, WfdbDialect dialect, WfdbOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return IsHere(folder)
            ? new WfdbSource(folder, dialect, options ?? new WfdbOptions())
            : throw new EcgDataException(folder, string.Empty, "no WFDB header", "records with .hea files", "Check the path.");
    }

    /// <inheritdoc/>
    public Exam ExamAt(int index) => Locate(index).Exam;

    /// <inheritdoc/>
    public TracingShape ShapeOf(int index) => Locate(index).Shape;

    /// <inheritdoc/>
    public ValidRange Read(int index, Span<float> destination)
    {
        var (header, _, shape, signals) = Locate(index);
        var record = WfdbReader.Read(header, depth: 0);
        for (var lead = 0; lead < signals.Length; lead++)
        {
            var row = destination.Slice(lead * shape.Samples, shape.Samples);
            var signal = header.Signals.Count > 0 ? header.Signals[signals[lead]] : record.Signals[signals[lead]];
            if (_options.VerifyChecksums && record.Checksums[signals[lead]] == false)
            {
                throw new EcgDataException(
                    header.Path, $"signal {signal.Description}", "samples whose sum is not the header's checksum", $"checksum {signal.Checksum}",
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
    public WfdbRecord ReadRecord(int index) => WfdbReader.Read(Locate(index).Header, depth: 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Files are opened and closed with each read.
    }

    internal static IReadOnlyList<string> HeadersIn(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*.hea", SearchOption.AllDirectories).OrderBy(path => SortKey(Path.GetRelativePath(folder, path)), StringComparer.Ordinal)];

    private static (WfdbHeader Header, Exam Exam, TracingShape Shape, int[] Signals) Describe(string id, WfdbHeader header, WfdbDialect dialect)
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
        return (header, dialect.ExamOf(id, header), new TracingShape(leads, new SampleRate(header.FrameRate * usual), (int)(frames * usual)), chosen);
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

    private (WfdbHeader Header, Exam Exam, TracingShape Shape, int[] Signals) Locate(int index) => (uint)index < (uint)_records.Length
        ? _records[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has {_records.Length} exams.");

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (header, exam, shape, _) in _records)
        {
            // Headers carry a checksum of each signal, so their text stands for the samples too.
            hash.AppendData(Encoding.UTF8.GetBytes($"{exam.Id}|{exam.PatientId}|{shape}|{string.Join(',', exam.Labels)}\n"));
            hash.AppendData(File.ReadAllBytes(header.Path));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Numbers in order of their value, 2 before 10: each run of digits is padded to one length.
    private static string SortKey(string path) => Digits().Replace(path, match => match.Value.PadLeft(20, '0'));

    [System.Text.RegularExpressions.GeneratedRegex(@"\d{1,20}", System.Text.RegularExpressions.RegexOptions.CultureInvariant)]
    private static partial System.Text.RegularExpressions.Regex Digits();
}
