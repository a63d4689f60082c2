using System.Buffers;
using System.Globalization;
using EcgScaling.Data.Code;
using EcgScaling.Data.Csv;
using EcgScaling.Data.Hdf5;
using EcgScaling.Data.Leads;

namespace EcgScaling.Data.CodeTest;

/// <summary>
/// CODE-test (Ribeiro et al. 2020): <c>ecg_tracings.hdf5</c> with 827 exams of as many patients, <c>attributes.csv</c> and the readings in
/// <c>annotations/</c>. An exam's id is its row, counted from 0 as in the published arrays.
/// </summary>
/// <remarks>The publication documents two orders of aVR, aVL and aVF; the tracings themselves say which it is (<see cref="LeadOrderPolicy"/>).</remarks>
public sealed class CodeTestSource : IEcgSource
{
    private const string TracingFile = "ecg_tracings.hdf5";
    private readonly Hdf5File _file;
    private readonly RowReader _reader;
    private readonly float[][] _labels;
    private readonly (double Age, Sex Sex)[]? _people;
    private readonly int[] _rows;
    private readonly LeadOrder _order;
    private readonly float _unitScale;
    private readonly Lazy<string> _hash;

    private CodeTestSource(string folder, CodeTestOptions options)
    {
        _unitScale = (float)options.UnitScale;
        _labels = CodeTestAnnotations.Read(folder, options.Annotator);
        _file = Hdf5File.Open(Path.Combine(folder, TracingFile));
        try
        {
            var tracings = _file.Dataset("tracings");
            if (tracings.Shape is not [var count, > 0, 12] || tracings.Class is not (HDF.PInvoke.H5T.class_t.FLOAT or HDF.PInvoke.H5T.class_t.INTEGER))
            {
                throw new EcgDataException(_file.Path, "tracings", $"{tracings.Class} of shape ({string.Join(", ", tracings.Shape)})", "numbers of shape (record, sample, 12)", "Check that this is the file of CODE-test.");
            }

            if (count != _labels.Length)
            {
                throw new EcgDataException(_file.Path, "tracings", $"{count} tracings for {_labels.Length} rows of {CodeTestAnnotations.FileOf(options.Annotator)}", "one row for each tracing", "Take tracings and annotations of one version.");
            }

            CommonShape = new TracingShape(LeadSet.Twelve, SampleRate.Code, (int)tracings.Shape[1]);
            _reader = new RowReader(tracings);
            var (warnings, quarantine) = (new List<string>(), new QuarantineList(options.Strict));
            _people = ReadPeople(folder, warnings);
            _rows = Usable(quarantine);
            _order = LeadOrder.Of(_file.Path, LeadSet.Twelve, options.LeadOrder, Sample(), CommonShape.Samples, warnings);
            (Warnings, Quarantine) = (warnings, quarantine.ToReport());
        }
        catch
        {
            Dispose();
            throw;
        }

        _hash = new Lazy<string>(() => SourceHash.Of(this, $"{_unitScale}|{new FileInfo(_file.Path).Length}"));
    }

    /// <inheritdoc/>
    public string Name => "CODE-test";

    /// <summary>The shape of every tracing: 12 leads at 400 Hz.</summary>
    public TracingShape CommonShape { get; }

    TracingShape? IEcgSource.CommonShape => CommonShape;

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames => CodeLabels.All;

    /// <inheritdoc/>
    public int Count => _rows.Length;

    /// <inheritdoc/>
    public string ContentHash => _hash.Value;

    /// <inheritdoc/>
    public QuarantineReport Quarantine { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Whether a folder, or its <c>data/</c>, holds the data set.</summary>
    public static bool IsHere(string folder) => FolderIn(folder) is not null;

    /// <summary>Opens the data set.</summary>
    /// <param name="folder">The folder with <c>ecg_tracings.hdf5</c>, or the one above it.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="EcgDataException">A file is missing or is not what it should be, or the order of the leads cannot be told.</exception>
    public static CodeTestSource Open(string folder, CodeTestOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new CodeTestSource(
            FolderIn(folder) ?? throw new EcgDataException(folder, string.Empty, $"no {TracingFile} with annotations/", "the unpacked data of CODE-test", "Fetch the tracings; they are published apart from the tables."),
            options ?? new CodeTestOptions());
    }

    /// <inheritdoc/>
    public Exam ExamAt(int index)
    {
        var row = Locate(index);
        var id = row.ToString(CultureInfo.InvariantCulture);
        return new Exam { Id = id, PatientId = id, Age = _people?[row].Age ?? double.NaN, Sex = _people?[row].Sex ?? Sex.Unknown, Labels = [.. _labels[row]] };
    }

    /// <inheritdoc/>
    public TracingShape ShapeOf(int index)
    {
        _ = Locate(index);
        return CommonShape;
    }

    /// <inheritdoc/>
    public ValidRange Read(int index, Span<float> destination)
    {
        var row = Locate(index);
        var tracing = destination[..CommonShape.Length];
        ReadRow(row, tracing);
        _order.Apply(tracing, CommonShape.Samples);
        return Transposer.NonZero(tracing, CommonShape.Samples);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader?.Dispose();
        _file.Dispose();
    }

    private static string? FolderIn(string folder) =>
        ((string[])[folder, Path.Combine(folder, "data")]).FirstOrDefault(path => File.Exists(Path.Combine(path, TracingFile)) && Directory.Exists(Path.Combine(path, "annotations")));

    private (double Age, Sex Sex)[]? ReadPeople(string folder, List<string> warnings)
    {
        var path = Path.Combine(folder, "attributes.csv");
        if (!File.Exists(path))
        {
            warnings.Add("attributes.csv is not here: ages and sexes are not known.");
            return null;
        }

        var table = CsvTable.Read(path);
        var (age, sex) = (table.Require("age"), table.Require("sex"));
        return table.Count == _labels.Length
            ? [.. Enumerable.Range(0, table.Count).Select(row => (table.Number(row, age), table.Cell(row, sex) switch { "M" => Sex.Male, "F" => Sex.Female, _ => Sex.Unknown }))]
            : throw new EcgDataException(path, string.Empty, $"{table.Count} rows for {_labels.Length} exams", "one row for each exam", "Take tracings and attributes of one version.");
    }

    private int[] Usable(QuarantineList quarantine)
    {
        var (unusable, rows) = (_reader.FindUnusable(), new List<int>());
        for (var row = 0; row < _labels.Length; row++)
        {
            if (unusable.TryGetValue(row, out var damage))
            {
                quarantine.Add(
                    row.ToString(CultureInfo.InvariantCulture), _file.Path, damage is null ? "all-zero tracing" : "unreadable tracing", damage is null ? $"row {row}" : damage.Message, damage);
            }
            else
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    private IEnumerable<(float[] Tracing, ValidRange Valid)> Sample()
    {
        for (var sample = 0; sample < Math.Min(32, _rows.Length); sample++)
        {
            var tracing = new float[CommonShape.Length];
            ReadRow(_rows[(int)((long)sample * _rows.Length / Math.Min(32, _rows.Length))], tracing);
            yield return (tracing, Transposer.NonZero(tracing, CommonShape.Samples));
        }
    }

    private void ReadRow(int row, Span<float> tracing)
    {
        var interleaved = ArrayPool<float>.Shared.Rent(CommonShape.Length);
        try
        {
            _reader.Read(row, interleaved);
            Transposer.ToLeads(interleaved, tracing, 12, CommonShape.Samples, _unitScale);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(interleaved);
        }
    }

    private int Locate(int index) => (uint)index < (uint)_rows.Length
        ? _rows[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has {_rows.Length} exams.");
}
