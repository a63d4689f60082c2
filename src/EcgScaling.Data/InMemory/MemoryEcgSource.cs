using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace EcgScaling.Data.InMemory;

/// <summary>Exams in memory: arrays of your own, records read from elsewhere, what a test makes up.</summary>
public sealed class MemoryEcgSource : IEcgSource
{
    private readonly EcgRecord[] _records;
    private readonly Lazy<string> _hash;

    /// <summary>Makes a source of records, whose tracings are kept as they are: change them and the source changes.</summary>
    /// <param name="records">The records; ids differ, and each has a value for each label.</param>
    /// <param name="labelNames">The names of the labels; null for none.</param>
    /// <param name="name">A name for tables and figures.</param>
    /// <param name="unit">What the values count.</param>
    /// <exception cref="ArgumentException">A tracing is not of its shape, a record has another number of labels, its valid range lies outside, or an id occurs twice.</exception>
    public MemoryEcgSource(IEnumerable<EcgRecord> records, IReadOnlyList<string>? labelNames = null, string name = "memory", SignalUnit unit = SignalUnit.Millivolts)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentException.ThrowIfNullOrEmpty(name);
        (_records, LabelNames, Name, Unit) = ([.. records], labelNames ?? [], name, unit);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in _records)
        {
            Check(record, seen);
        }

        var shapes = _records.Select(record => record.Shape).Distinct().Take(2).ToArray();
        CommonShape = shapes.Length == 1 ? shapes[0] : null;
        _hash = new Lazy<string>(Hash);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public TracingShape? CommonShape { get; }

    /// <inheritdoc/>
    public SignalUnit Unit { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames { get; }

    /// <inheritdoc/>
    public int Count => _records.Length;

    /// <inheritdoc/>
    public string ContentHash => _hash.Value;

    /// <inheritdoc/>
    public QuarantineReport Quarantine => QuarantineReport.Empty;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => [];

    /// <summary>Makes a source of one block of numbers, which is copied. Exams and patients are numbered from 0 unless <paramref name="exams"/> says who they are.</summary>
    /// <param name="millivolts">Shape <c>(exam, lead, sample)</c>; NaN marks invalid samples, zeros at both ends of all leads are padding.</param>
    /// <param name="shape">Leads, rate and samples of each tracing.</param>
    /// <param name="labels">Shape <c>(exam, label)</c>; empty for none.</param>
    /// <param name="labelNames">The names of the labels; null for none.</param>
    /// <param name="exams">Ids, patients, ages and sexes, one a tracing; their labels are not looked at. Null numbers them.</param>
    /// <param name="name">A name for tables and figures.</param>
    /// <exception cref="ArgumentException">Lengths do not fit together, or an id occurs twice.</exception>
    public static MemoryEcgSource Of(
        ReadOnlySpan<float> millivolts, TracingShape shape, ReadOnlySpan<float> labels = default, IReadOnlyList<string>? labelNames = null, IReadOnlyList<Exam>? exams = null, string name = "memory")
    {
        ArgumentNullException.ThrowIfNull(shape);
        var (length, width) = (shape.Length, labelNames?.Count ?? 0);
        if (length == 0 || millivolts.Length % length != 0)
        {
            throw new ArgumentException($"{millivolts.Length} values are no whole number of tracings of {shape} ({length} values each).", nameof(millivolts));
        }

        var count = millivolts.Length / length;
        if (labels.Length != count * width)
        {
            throw new ArgumentException($"{labels.Length} label values for {count} exams with {width} labels; give {count * width}.", nameof(labels));
        }

        if (exams is not null && exams.Count != count)
        {
            throw new ArgumentException($"{exams.Count} exams for {count} tracings.", nameof(exams));
        }

        var records = new EcgRecord[count];
        for (var place = 0; place < count; place++)
        {
            var tracing = millivolts.Slice(place * length, length).ToArray();
            var id = place.ToString(CultureInfo.InvariantCulture);
            records[place] = new EcgRecord
            {
                Exam = (exams?[place] ?? new Exam { Id = id, PatientId = id }) with { Labels = labels.Slice(place * width, width).ToArray() },
                Shape = shape,
                Millivolts = tracing,
                Valid = Transposer.NonZero(tracing, shape.Samples),
            };
        }

        return new MemoryEcgSource(records, labelNames, name);
    }

    /// <summary>Makes a source of an array, which is copied.</summary>
    /// <param name="millivolts">Shape <c>(exam, lead, sample)</c>.</param>
    /// <param name="leads">The leads of the second dimension.</param>
    /// <param name="rate">The sample rate.</param>
    /// <param name="labels">Shape <c>(exam, label)</c>; null for none.</param>
    /// <param name="labelNames">The names of the labels; null for none.</param>
    /// <param name="exams">Ids, patients, ages and sexes; null numbers them.</param>
    /// <exception cref="ArgumentException">Dimensions do not fit together.</exception>
    public static MemoryEcgSource Of(
        float[,,] millivolts, LeadSet leads, SampleRate rate, float[,]? labels = null, IReadOnlyList<string>? labelNames = null, IReadOnlyList<Exam>? exams = null)
    {
        ArgumentNullException.ThrowIfNull(millivolts);
        ArgumentNullException.ThrowIfNull(leads);
        if (millivolts.GetLength(1) != leads.Count)
        {
            throw new ArgumentException($"The array has {millivolts.GetLength(1)} leads, not the {leads.Count} of {leads}; its shape is (exam, lead, sample).", nameof(millivolts));
        }

        return Of(
            Flat(millivolts), new TracingShape(leads, rate, millivolts.GetLength(2)),
            labels is null ? default : Flat(labels), labelNames, exams);
    }

    /// <inheritdoc/>
    public Exam ExamAt(int index) => Locate(index).Exam;

    /// <inheritdoc/>
    public TracingShape ShapeOf(int index) => Locate(index).Shape;

    /// <inheritdoc/>
    public ValidRange Read(int index, Span<float> destination)
    {
        var record = Locate(index);
        record.Millivolts.CopyTo(destination);
        return record.Valid;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Memory is all there is.
    }

    private static ReadOnlySpan<float> Flat(Array array) => MemoryMarshal.Cast<byte, float>(MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array), array.Length * sizeof(float)));

    private void Check(EcgRecord record, HashSet<string> seen)
    {
        var id = record.Exam.Id;
        if (record.Millivolts.Length != record.Shape.Length)
        {
            throw new ArgumentException($"Exam {id} has {record.Millivolts.Length} values; {record.Shape} are {record.Shape.Length}.");
        }

        if (record.Exam.Labels.Length != LabelNames.Count)
        {
            throw new ArgumentException($"Exam {id} has {record.Exam.Labels.Length} labels; there are {LabelNames.Count} names ({string.Join(", ", LabelNames)}).");
        }

        if (record.Valid.Start < 0 || record.Valid.Length < 0 || record.Valid.End > record.Shape.Samples)
        {
            throw new ArgumentException($"Exam {id} was recorded from sample {record.Valid.Start} to {record.Valid.End}, outside its {record.Shape.Samples} samples.");
        }

        if (!seen.Add(id))
        {
            throw new ArgumentException($"Exam {id} occurs twice; ids differ.");
        }
    }

    private EcgRecord Locate(int index) => (uint)index < (uint)_records.Length
        ? _records[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has {_records.Length} exams.");

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{string.Join(',', LabelNames)}|{Unit}\n"));
        foreach (var record in _records)
        {
            var exam = record.Exam;
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{exam.Id}|{exam.PatientId}|{exam.Age}|{exam.Sex}|{record.Shape}|{record.Valid}\n")));
            hash.AppendData(MemoryMarshal.AsBytes<float>(exam.Labels));
            hash.AppendData(MemoryMarshal.AsBytes<float>(record.Millivolts));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
