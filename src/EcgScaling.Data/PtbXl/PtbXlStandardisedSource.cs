using System.Globalization;
using System.Security.Cryptography;
using EcgScaling.Data.Csv;
using EcgScaling.Data.Hdf5;

namespace EcgScaling.Data.PtbXl;

/// <summary>
/// A subset of PTB-XL in one HDF5 file, each lead band-passed 0.5 to 40 Hz and standardised over its 10 s: <c>ptbxl_z_*.h5</c> with
/// <c>tracings</c> int16 (record, lead, sample), 200 counts a standard deviation, and <c>ecg_id</c>; beside it <c>labels_cinc27.csv</c>.
/// </summary>
/// <remarks>The values are standard deviations, not millivolts: amplitudes cannot be compared between leads or records.</remarks>
public sealed class PtbXlStandardisedSource : IEcgSource
{
    private const string LabelTable = "labels_cinc27.csv";
    private const float Scale = 1f / 200;
    private const int FirstLabelColumn = 3;
    private readonly Hdf5File _file;
    private readonly RowReader _reader;
    private readonly List<(Exam Exam, int Row)> _exams = [];
    private readonly Lazy<string> _hash;

    private PtbXlStandardisedSource(string folder, bool strict)
    {
        _file = Hdf5File.Open(SignalFile(folder)!);
        try
        {
            var tracings = _file.Dataset("tracings");
            if (tracings.Shape.Length != 3 || tracings.Shape[1] != 12 || tracings.Shape[0] > int.MaxValue)
            {
                throw new EcgDataException(_file.Path, "tracings", $"shape ({string.Join(", ", tracings.Shape)})", "shape (record, 12, sample)", "Check that this is the PTB-XL subset.");
            }

            _reader = new RowReader(tracings);
            CommonShape = new TracingShape(LeadSet.Twelve, new SampleRate(500), (int)tracings.Shape[2]);
            var table = CsvTable.Read(Path.Combine(folder, LabelTable));
            LabelNames = [.. table.Header.Skip(FirstLabelColumn)];
            var (quarantine, warnings) = (new QuarantineList(strict), new List<string>());
            Join(_file.Dataset("ecg_id").ReadInt64(), table, People.Of(folder), quarantine, warnings);
            (Quarantine, Warnings) = (quarantine.ToReport(), warnings);
        }
        catch
        {
            Dispose();
            throw;
        }

        _hash = new Lazy<string>(() => Hash(folder));
    }

    /// <inheritdoc/>
    public string Name => "PTB-XL (standardised subset)";

    /// <summary>The shape of every tracing: 12 leads at 500 Hz.</summary>
    public TracingShape CommonShape { get; }

    TracingShape? IEcgSource.CommonShape => CommonShape;

    /// <inheritdoc/>
    public SignalUnit Unit => SignalUnit.StandardDeviations;

    /// <summary>The 27 classes of the PhysioNet/CinC challenge 2020, by abbreviation.</summary>
    public IReadOnlyList<string> LabelNames { get; }

    /// <inheritdoc/>
    public int Count => _exams.Count;

    /// <inheritdoc/>
    public string ContentHash => _hash.Value;

    /// <inheritdoc/>
    public QuarantineReport Quarantine { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Whether a folder holds the subset.</summary>
    public static bool IsHere(string folder) => File.Exists(Path.Combine(folder, LabelTable)) && SignalFile(folder) is not null;

    /// <summary>Opens the subset.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="strict">Whether the first unusable exam throws instead of going to the quarantine.</param>
    /// <exception cref="EcgDataException">A file is missing or is not what it should be; or, strict, an exam.</exception>
    public static PtbXlStandardisedSource Open(string folder, bool strict = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return SignalFile(folder) is null
            ? throw new EcgDataException(folder, string.Empty, "no ptbxl_z_*.h5", "the subset's signal file", "Check the path.")
            : new PtbXlStandardisedSource(folder, strict);
    }

    /// <inheritdoc/>
    public Exam ExamAt(int index) => Locate(index).Exam;

    /// <inheritdoc/>
    public TracingShape ShapeOf(int index)
    {
        _ = Locate(index);
        return CommonShape;
    }

    /// <inheritdoc/>
    public ValidRange Read(int index, Span<float> destination)
    {
        var tracing = destination[..CommonShape.Length];
        _reader.Read(Locate(index).Row, tracing);
        System.Numerics.Tensors.TensorPrimitives.Multiply(tracing, Scale, tracing);
        return ValidRange.All(CommonShape.Samples);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader?.Dispose();
        _file.Dispose();
    }

    private static string? SignalFile(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "ptbxl_z_*.h5").Order(StringComparer.Ordinal).FirstOrDefault() : null;

    private (Exam Exam, int Row) Locate(int index) => (uint)index < (uint)_exams.Count
        ? _exams[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has {_exams.Count} exams.");

    private void Join(long[] ids, CsvTable table, Dictionary<long, People.Person> people, QuarantineList quarantine, List<string> warnings)
    {
        var rows = new Dictionary<long, int>();
        var idColumn = table.Require("ecg_id");
        for (var row = 0; row < table.Count; row++)
        {
            rows.TryAdd(table.Integer(row, idColumn), row);
        }

        var seen = new HashSet<long>();
        var unusable = _reader.FindUnusable();
        var unknown = 0;
        for (var place = 0; place < ids.Length; place++)
        {
            var id = ids[place].ToString(CultureInfo.InvariantCulture);
            if (!rows.TryGetValue(ids[place], out var row))
            {
                quarantine.Add(id, _file.Path, $"no row in {LabelTable}", $"row {place}");
                continue;
            }

            if (!seen.Add(ids[place]))
            {
                quarantine.Add(id, _file.Path, "duplicate ecg_id", $"row {place}");
                continue;
            }

            if (unusable.TryGetValue(place, out var damage))
            {
                quarantine.Add(id, _file.Path, damage is null ? "all-zero tracing" : "unreadable tracing", damage is null ? $"row {place}" : damage.Message, damage);
                continue;
            }

            var labels = new float[LabelNames.Count];
            for (var label = 0; label < labels.Length; label++)
            {
                labels[label] = (float)table.Number(row, FirstLabelColumn + label);
            }

            var known = people.TryGetValue(ids[place], out var person);
            unknown += known ? 0 : 1;
            // An unknown patient's key must not meet a known patient's number.
            _exams.Add((new Exam { Id = id, PatientId = known ? person.Id : $"ecg-{id}", Age = known ? person.Age : double.NaN, Sex = person.Sex, Labels = labels }, place));
        }

        foreach (var id in rows.Keys.Except(ids))
        {
            quarantine.Add(id.ToString(CultureInfo.InvariantCulture), table.Path, "labels without a tracing");
        }

        warnings.Add("Values are standard deviations of each lead after a band-pass of 0.5 to 40 Hz, not millivolts; compare with other sources only after the same filter and znorm(lead).");
        if (unknown > 0)
        {
            warnings.Add($"{unknown} of {_exams.Count} exams have no known patient (their rows of ptbxl_database are not here): each counts as a patient of its own, so a patient with several exams may be on both sides of a split.");
        }
    }

    private string Hash(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(File.ReadAllBytes(Path.Combine(folder, LabelTable)));
        hash.AppendData(BitConverter.GetBytes(new FileInfo(_file.Path).Length));
        SourceHash.AppendTracings(hash, this);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
