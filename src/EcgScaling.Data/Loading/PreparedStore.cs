using System.Buffers.Binary;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using EcgScaling.Data.Preprocessing;

namespace EcgScaling.Data.Loading;

/// <summary>
/// A data set whose tracings were prepared once and lie in memory-mapped files: epochs after the first cost no filtering, opening costs
/// milliseconds at any size, and the operating system keeps in memory what fits.
/// </summary>
public sealed class PreparedStore : IEcgDataset
{
    internal const string TracingFile = "tracings.bin";
    internal const string IndexFile = "index.bin";
    internal const string IdFile = "ids.txt";
    private readonly string _folder;
    private readonly StoreManifest _manifest;
    private readonly MappedFile _tracings;
    private readonly MappedFile _index;
    private readonly int[]? _slots;
    private readonly Lazy<string[]> _ids;

    private PreparedStore(string folder, StoreManifest manifest)
    {
        (_folder, _manifest) = (folder, manifest);
        _tracings = new MappedFile(Path.Combine(folder, TracingFile), (Int128)manifest.RecordBytes * manifest.Slots);
        try
        {
            _index = new MappedFile(Path.Combine(folder, IndexFile), (Int128)manifest.IndexBytes * manifest.Slots);
        }
        catch
        {
            _tracings.Dispose();
            throw;
        }

        if (manifest.Quarantined.Count > 0)
        {
            var missing = manifest.Quarantined.Select(item => item.Slot).ToHashSet();
            _slots = [.. Enumerable.Range(0, manifest.Slots).Where(slot => !missing.Contains(slot))];
        }

        _ids = new Lazy<string[]>(ReadIds);
        Quarantine = new QuarantineReport([.. manifest.Quarantined.Select(item => new QuarantinedExam(item.Id, folder, item.Reason))]);
    }

    /// <inheritdoc/>
    public string Name => _manifest.Name;

    /// <inheritdoc/>
    public EcgSpec Spec => _manifest.Spec;

    /// <inheritdoc/>
    public SignalUnit Unit => _manifest.Unit;

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames => _manifest.LabelNames;

    /// <inheritdoc/>
    public int Count => _slots?.Length ?? _manifest.Slots;

    /// <inheritdoc/>
    public string ContentHash => _manifest.ContentHash;

    /// <summary>The exams that could not be prepared.</summary>
    public QuarantineReport Quarantine { get; }

    /// <summary>The warnings of the source it was built from.</summary>
    public IReadOnlyList<string> Warnings => _manifest.Warnings;

    /// <summary>How values are kept.</summary>
    public StoredElement Element => _manifest.Element;

    /// <summary>Whether a folder holds a complete store.</summary>
    public static bool IsComplete(string folder) => File.Exists(Path.Combine(folder, StoreManifest.FileName));

    /// <summary>Opens a complete store.</summary>
    /// <exception cref="EcgDataException">There is none, it is not complete, or its files are damaged.</exception>
    public static PreparedStore Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var manifest = StoreManifest.Read(Path.Combine(folder, StoreManifest.FileName)) ?? throw new EcgDataException(
            folder, string.Empty, File.Exists(Path.Combine(folder, StoreManifest.PartialName)) ? "a store whose building was interrupted" : "no prepared store",
            "a folder with store.json", $"Build it with {nameof(PreparedStore)}.{nameof(Build)}; an interrupted build goes on where it stopped.");
        return new PreparedStore(folder, manifest);
    }

    /// <summary>Opens the store of a folder, building it first, or finishing it, where that is needed.</summary>
    /// <param name="source">What to prepare; stays the caller's to dispose.</param>
    /// <param name="preprocessing">The pipeline as text; it must bring all tracings to one shape.</param>
    /// <param name="folder">Where the store lies. Several processes may ask at once: one builds, the others wait.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told after each block.</param>
    /// <param name="cancellation">Stops between blocks; what is done is kept for the next time.</param>
    /// <exception cref="FormatException">The pipeline cannot be read.</exception>
    /// <exception cref="ArgumentException">The pipeline cannot be applied.</exception>
    /// <exception cref="EcgDataException">The folder holds a store of other data, or a record cannot be prepared (strict).</exception>
    public static PreparedStore Build(
        IEcgSource source, string preprocessing, string folder, PreparedStoreOptions? options = null, IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        new StoreBuilder(source, EcgPipeline.Parse(preprocessing), folder, options ?? new PreparedStoreOptions()).Run(progress, cancellation);
        return Open(folder);
    }

    /// <inheritdoc/>
    public string ExamId(int index) => _ids.Value[Slot(index)];

    /// <summary>The patient's age in years, NaN where not known.</summary>
    public float Age(int index) => BinaryPrimitives.ReadSingleLittleEndian(Entry(index)[20..]);

    /// <summary>The patient's sex.</summary>
    /// <exception cref="EcgDataException">The index is damaged.</exception>
    public Sex SexOf(int index) => (Sex)Entry(index)[24] is var sex && Enum.IsDefined(sex) ? sex : throw Damaged(index, $"the sex {(int)sex}", string.Join(", ", Enum.GetNames<Sex>()));

    /// <inheritdoc/>
    public long PatientKey(int index) => BinaryPrimitives.ReadInt64LittleEndian(Entry(index));

    /// <inheritdoc/>
    public void ReadLabels(int index, Span<float> destination) => MemoryMarshal.Cast<byte, float>(Entry(index)[32..]).CopyTo(destination);

    /// <inheritdoc/>
    public ValidRange Read(int index, Span<float> destination)
    {
        var entry = Entry(index);
        var bytes = _tracings.Slice(Slot(index) * _manifest.RecordBytes, (int)_manifest.RecordBytes);
        destination = destination[..(int)(_manifest.RecordBytes / _manifest.ElementSize)];
        switch (_manifest.Element)
        {
            case StoredElement.Exact32:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(destination);
                break;
            case StoredElement.Half16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), destination);
                break;
            default:
                var scale = BinaryPrimitives.ReadSingleLittleEndian(entry[16..]);
                Scale(
                    MemoryMarshal.Cast<byte, short>(bytes), scale > 0 && float.IsFinite(scale) ? scale : throw Damaged(index, FormattableString.Invariant($"the scale {scale}"), "a positive number"), destination);
                break;
        }

        var valid = new ValidRange(BinaryPrimitives.ReadInt32LittleEndian(entry[8..]), BinaryPrimitives.ReadInt32LittleEndian(entry[12..]));
        return valid.Start >= 0 && valid.Length >= 0 && valid.Start <= Spec.Samples - valid.Length
            ? valid
            : throw Damaged(index, $"{valid.Length} recorded samples from {valid.Start}", $"a part of {Spec.Samples}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tracings.Dispose();
        _index.Dispose();
    }

    // Converts and multiplies in one pass over the memory; two take a third longer.
    private static void Scale(ReadOnlySpan<short> source, float factor, Span<float> destination)
    {
        var place = 0;
        for (; place + Vector<short>.Count <= source.Length; place += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(source[place..]), out Vector<int> low, out var high);
            (Vector.ConvertToSingle(low) * factor).CopyTo(destination[place..]);
            (Vector.ConvertToSingle(high) * factor).CopyTo(destination[(place + Vector<int>.Count)..]);
        }

        for (; place < source.Length; place++)
        {
            destination[place] = source[place] * factor;
        }
    }

    // 0 patient key, 8 valid start, 12 valid length, 16 scale, 20 age, 24 sex, 32 labels.
    private ReadOnlySpan<byte> Entry(int index) => _index.Slice((long)Slot(index) * _manifest.IndexBytes, _manifest.IndexBytes);

    private string[] ReadIds()
    {
        var path = Path.Combine(_folder, IdFile);
        var lines = File.Exists(path) ? File.ReadAllLines(path, Encoding.UTF8) : [];
        return lines.Length == _manifest.Slots
            ? lines
            : throw new EcgDataException(path, string.Empty, $"{lines.Length} ids", $"{_manifest.Slots}, one a slot", "The store is damaged; remove the folder and build it again.");
    }

    private EcgDataException Damaged(int index, string found, string allowed) =>
        new(Path.Combine(_folder, IndexFile), FormattableString.Invariant($"slot {Slot(index)}"), found, allowed, "The store is damaged; remove the folder and build it again.");

    private int Slot(int index) => (uint)index < (uint)Count
        ? _slots?[index] ?? index
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has {Count} exams.");
}
