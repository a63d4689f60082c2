using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EcgScaling.Data.Csv;
using EcgScaling.Data.Hdf5;

namespace EcgScaling.Data.Sph;

/// <summary>
/// The Shandong Provincial Hospital data set: one HDF5 file an exam with <c>ecg</c> float16 (12, sample) in millivolts at 500 Hz, and
/// <c>metadata.csv</c> with AHA statement codes, which are the labels (<c>AHA 22</c>).
/// </summary>
public sealed class SphSource : IEcgSource
{
    private const string Table = "metadata.csv";
    private static readonly SampleRate Rate = new(500);
    private readonly List<(string Path, Exam Exam, TracingShape Shape)> _exams = [];
    private readonly Lazy<string> _hash;

    private SphSource(string folder, bool strict)
    {
        var table = CsvTable.Read(Path.Combine(folder, Table));
        var (id, patient, age, sex, codes) = (table.Require("ECG_ID"), table.Require("Patient_ID"), table.Require("Age"), table.Require("Sex"), table.Require("AHA_Code"));
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        var quarantine = new QuarantineList(strict);
        for (var row = 0; row < table.Count; row++)
        {
            var name = Path.GetFileNameWithoutExtension(table.Cell(row, id));
            if (!rows.TryAdd(name, row))
            {
                quarantine.Add(name, table.Path, "duplicate ECG_ID in the table", string.Create(CultureInfo.InvariantCulture, $"line {row + 2} repeats it"));
            }
        }

        LabelNames = [.. rows.Values.SelectMany(row => Statements(table.Cell(row, codes))).Distinct().OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)];
        var unlabelled = 0;
        foreach (var path in Directory.EnumerateFiles(folder, "*.h5", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            try
            {
                var shape = ShapeIn(path);
                var labelled = rows.TryGetValue(name, out var row);
                unlabelled += labelled ? 0 : 1;
                var statements = labelled ? Statements(table.Cell(row, codes)).ToHashSet() : [];
                _exams.Add((path, new Exam
                {
                    Id = name,
                    PatientId = labelled ? table.Cell(row, patient) : "ecg-" + name,
                    Age = labelled ? table.Number(row, age) : double.NaN,
                    Sex = labelled ? table.Cell(row, sex) switch { "M" => Sex.Male, "F" => Sex.Female, _ => Sex.Unknown } : Sex.Unknown,
                    Labels = [.. LabelNames.Select(label => !labelled ? float.NaN : statements.Contains(label) ? 1f : 0f)],
                }, shape));
            }
            catch (EcgDataException error)
            {
                quarantine.Add(name, error.Path, error.Path == table.Path ? "unusable row of the table" : "unreadable signal file", error.Message, error);
            }

            rows.Remove(name);
        }

        foreach (var name in rows.Keys)
        {
            quarantine.Add(name, table.Path, "labels without a tracing");
        }

        Quarantine = quarantine.ToReport();
        Warnings = unlabelled > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{unlabelled} exam(s) have no row in {Table}: their labels are not known.")] : [];
        var shapes = _exams.Select(exam => exam.Shape).Distinct().Take(2).ToArray();
        CommonShape = shapes.Length == 1 ? shapes[0] : null;
        _hash = new Lazy<string>(Hash);
    }

    /// <inheritdoc/>
    public string Name => "SPH";

    /// <inheritdoc/>
    public TracingShape? CommonShape { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames { get; }

    /// <inheritdoc/>
    public int Count => _exams.Count;

    /// <inheritdoc/>
    public string ContentHash => _hash.Value;

    /// <inheritdoc/>
    public QuarantineReport Quarantine { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Whether a folder holds the data set.</summary>
    public static bool IsHere(string folder) => File.Exists(Path.Combine(folder, Table)) && Directory.EnumerateFiles(folder, "*.h5", SearchOption.AllDirectories).Any();

    /// <summary>Opens the data set.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="strict">Whether the first unusable exam throws instead of going to the quarantine.</param>
    /// <exception cref="EcgDataException">The table is missing or cannot be read; or, strict, an exam.</exception>
    public static SphSource Open(string folder, bool strict = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new SphSource(folder, strict);
    }

    /// <inheritdoc/>
    public Exam ExamAt(int index) => Locate(index).Exam;

    /// <inheritdoc/>
    public TracingShape ShapeOf(int index) => Locate(index).Shape;

    /// <inheritdoc/>
    public ValidRange Read(int index, Span<float> destination)
    {
        var (path, _, shape) = Locate(index);
        using var file = Hdf5File.Open(path);
        using var reader = new RowReader(file.Dataset("ecg"));
        for (var lead = 0; lead < shape.Leads.Count; lead++)
        {
            reader.Read(lead, destination.Slice(lead * shape.Samples, shape.Samples));
        }

        return ValidRange.All(shape.Samples);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Files are opened and closed with each read.
    }

    // "22;23+346": statements separated by semicolons, their modifiers after a plus sign.
    private static IEnumerable<string> Statements(string codes) =>
        codes.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(code => "AHA " + code.Split('+')[0].Trim());

    private static TracingShape ShapeIn(string path)
    {
        using var file = Hdf5File.Open(path);
        var signals = file.Dataset("ecg");
        if (signals.Class is not (HDF.PInvoke.H5T.class_t.FLOAT or HDF.PInvoke.H5T.class_t.INTEGER))
        {
            throw new EcgDataException(path, "ecg", $"elements of class {signals.Class}", "numbers", "Check that this is an ECG file.");
        }

        // What can be seen without reading is seen now: a file that is cut off goes to the quarantine.
        using var reader = new RowReader(signals);
        var shape = signals.Shape;
        return shape is [12, > 0 and <= 10_000_000]
            ? new TracingShape(LeadSet.Twelve, Rate, (int)shape[1])
            : throw new EcgDataException(path, "ecg", $"shape ({string.Join(", ", shape)})", "shape (12, sample)", "Fetch the file again.");
    }

    private (string Path, Exam Exam, TracingShape Shape) Locate(int index) => (uint)index < (uint)_exams.Count
        ? _exams[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has {_exams.Count} exams.");

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, exam, shape) in _exams)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{exam.Id}|{exam.PatientId}|{shape}|{string.Join(',', exam.Labels)}|{new FileInfo(path).Length}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
