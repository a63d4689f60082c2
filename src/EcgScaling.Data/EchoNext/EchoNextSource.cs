using System.Buffers;
using EcgScaling.Data.Npy;

namespace EcgScaling.Data.EchoNext;

/// <summary>
/// EchoNext: 100,000 ECGs with findings of an echocardiogram, <c>EchoNext_metadata_100k.csv</c> with <c>EchoNext_{train,val,test,no_split}_waveforms.npy</c> (record, 1, sample, lead)
/// at 250 Hz and <c>..._tabular_features.npy</c>. Waveforms are read by position; parts that were not downloaded are left out. <see cref="Exam.Fold"/> is the part.
/// </summary>
/// <remarks>
/// The published values are standard deviations of each lead. They are brought back to millivolts where the limb leads then obey II = I + III; aVL and aVF, which hold -III/2 and III/2
/// as published, are computed from I and II.
/// </remarks>
public sealed class EchoNextSource : IEcgSource
{
    private const int Leads = 12;
    private const int MostSamples = 1_000_000;
    private readonly EchoNextTable _table;
    private readonly List<NpyFile> _files = [];
    private readonly NpyFile?[] _tabular = new NpyFile?[EchoNextTable.Parts.Length];
    private readonly List<(int TableRow, int File, int Row, int Part)> _exams = [];
    private readonly bool _mended;
    private readonly Lazy<string> _hash;

    private EchoNextSource(string folder, string table, EchoNextOptions options)
    {
        var quarantine = new QuarantineList(options.Strict);
        _table = EchoNextTable.Read(table, options.Measurements, quarantine);
        try
        {
            var warnings = new List<string>();
            var samples = 0;
            for (var part = 0; part < EchoNextTable.Parts.Length; part++)
            {
                samples = AddPart(folder, part, samples, options, quarantine, warnings);
            }

            if (_files.Count == 0)
            {
                throw new EcgDataException(folder, string.Empty, "no EchoNext_*_waveforms.npy", "the waveforms of at least one part", "Fetch them; they are published beside the metadata.");
            }

            Quarantine = quarantine.ToReport();
            CommonShape = new TracingShape(LeadSet.Twelve, new SampleRate(250), samples);
            (Unit, _mended) = Judge(options.Scale, warnings);
            Warnings = warnings;
        }
        catch
        {
            Dispose();
            throw;
        }

        _hash = new Lazy<string>(() => SourceHash.Of(this, $"{Unit}|{_mended}|{string.Join(',', _files.Select(file => new FileInfo(file.Path).Length))}"));
    }

    /// <summary>The columns of the published features, see <see cref="TabularFeatures"/>.</summary>
    public static IReadOnlyList<string> TabularNames { get; } = ["sex", "ventricular_rate", "atrial_rate", "pr_interval", "qrs_duration", "qt_corrected", "age_at_ecg"];

    /// <inheritdoc/>
    public string Name => "EchoNext";

    /// <summary>The shape of every tracing: 12 leads at 250 Hz.</summary>
    public TracingShape CommonShape { get; }

    TracingShape? IEcgSource.CommonShape => CommonShape;

    /// <inheritdoc/>
    public SignalUnit Unit { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames => _table.LabelNames;

    /// <inheritdoc/>
    public int Count => _exams.Count;

    /// <inheritdoc/>
    public string ContentHash => _hash.Value;

    /// <inheritdoc/>
    public QuarantineReport Quarantine { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Whether a folder holds the data set.</summary>
    public static bool IsHere(string folder) => TableIn(folder) is not null;

    /// <summary>Opens the data set.</summary>
    /// <exception cref="EcgDataException">A file is missing or is not what it should be.</exception>
    public static EchoNextSource Open(string folder, EchoNextOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new EchoNextSource(
            folder,
            TableIn(folder) ?? throw new EcgDataException(folder, string.Empty, "no EchoNext_metadata_100k.csv", "the metadata of EchoNext", "Check the path."),
            options ?? new EchoNextOptions());
    }

    /// <summary>The seven published features of an exam, standardised by the publisher, in the order of <see cref="TabularNames"/>; null where their file is not here.</summary>
    public float[]? TabularFeatures(int index)
    {
        var (_, _, row, part) = Locate(index);
        if (_tabular[part] is not { } file)
        {
            return null;
        }

        var features = new float[TabularNames.Count];
        file.ReadRows(row, 1, features);
        return features;
    }

    /// <inheritdoc/>
    public Exam ExamAt(int index) => _table.ToExam(Locate(index).TableRow);

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
        ReadPublished(index, tracing);
        if (Unit == SignalUnit.Millivolts)
        {
            EchoNextStandardisation.Undo(tracing, CommonShape.Samples);
            if (_mended)
            {
                EchoNextStandardisation.Mend(tracing, CommonShape.Samples);
            }
        }

        return ValidRange.All(CommonShape.Samples);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _files.ForEach(file => file.Dispose());
        Array.ForEach(_tabular, file => file?.Dispose());
    }

    private static string? TableIn(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal).FirstOrDefault(path => Path.GetFileName(path).StartsWith("echonext_metadata", StringComparison.OrdinalIgnoreCase))
        : null;

    private int AddPart(string folder, int part, int samples, EchoNextOptions options, QuarantineList quarantine, List<string> warnings)
    {
        var (name, rows) = (EchoNextTable.Parts[part], _table.Rows[EchoNextTable.Parts[part]]);
        var path = Path.Combine(folder, $"EchoNext_{name}_waveforms.npy");
        if (!File.Exists(path))
        {
            if (rows.Count > 0)
            {
                warnings.Add($"{Path.GetFileName(path)} is not here: {rows.Count} exams were left out.");
            }

            return samples;
        }

        var file = NpyFile.Open(path);
        _files.Add(file);
        var shape = file.Header.Shape;
        var own = shape switch { [_, 1, var length, Leads] => length, [_, var length, Leads] => length, _ => 0 };
        if (own is < 1 or > MostSamples || (samples > 0 && own != samples))
        {
            throw new EcgDataException(
                path, "shape", $"({string.Join(", ", shape)})", $"(record, 1, {(samples > 0 ? samples : "sample")}, {Leads})", "Take the waveforms of one version as they were published.");
        }

        RequireRows(path, file.Rows, rows.Count, name);
        var tabular = Path.Combine(folder, $"EchoNext_{name}_tabular_features.npy");
        if (File.Exists(tabular))
        {
            var features = _tabular[part] = NpyFile.Open(tabular);
            if (features.Header.Shape is not [_, var columns] || columns != TabularNames.Count)
            {
                throw new EcgDataException(tabular, "shape", $"({string.Join(", ", features.Header.Shape)})", $"(record, {TabularNames.Count})", "Take the features of one version as they were published.");
            }

            RequireRows(tabular, features.Rows, rows.Count, name);
        }

        var defects = options.FindEmptyTracings ? EchoNextDefects.Of(file, (int)own * Leads) : null;
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row] < 0)
            {
                continue;
            }

            if (defects?[row] is { } defect)
            {
                quarantine.Add(_table.ToExam(rows[row]).Id, path, defect, $"row {row}");
                continue;
            }

            _exams.Add((rows[row], _files.Count - 1, row, part));
        }

        return (int)own;
    }

    private static void RequireRows(string path, long found, int wanted, string part)
    {
        if (found != wanted)
        {
            throw new EcgDataException(path, "shape", $"{found} records for {wanted} rows of the part {part}", "one record for each row", "Take metadata and arrays of one version.");
        }
    }

    // The standardisation is the publisher's; whether it is the one of these files, the tracings tell.
    private (SignalUnit Unit, bool Mended) Judge(EchoNextScale scale, List<string> warnings)
    {
        if (scale == EchoNextScale.Millivolts)
        {
            var tracings = Enumerable.Range(0, Math.Min(32, Count)).Select(sample =>
            {
                var tracing = new float[CommonShape.Length];
                ReadPublished((int)((long)sample * Count / Math.Min(32, Count)), tracing);
                EchoNextStandardisation.Undo(tracing, CommonShape.Samples);
                return tracing;
            }).ToList();
            if (EchoNextStandardisation.ObeysEinthoven(tracings, CommonShape.Samples))
            {
                var mended = EchoNextStandardisation.HasFalseLeads(tracings, CommonShape.Samples);
                warnings.Add("Millivolts were restored from the published standard deviations with the publisher's means and deviations and 4.88 microvolts a count; baseline and extremes had been cut before.");
                if (mended)
                {
                    warnings.Add("aVL and aVF hold -III/2 and III/2 as published; they were computed anew from I and II.");
                }

                return (SignalUnit.Millivolts, mended);
            }

            warnings.Add("With the publisher's means and deviations the limb leads do not obey II = I + III, so millivolts could not be restored.");
        }

        warnings.Add("Values are standard deviations of each lead over the data set, not millivolts; compare with other sources only after znorm(lead).");
        return (SignalUnit.StandardDeviations, false);
    }

    private void ReadPublished(int index, Span<float> tracing)
    {
        var (_, file, row, _) = Locate(index);
        var interleaved = ArrayPool<float>.Shared.Rent(CommonShape.Length);
        try
        {
            _files[file].ReadRows(row, 1, interleaved);
            Transposer.ToLeads(interleaved, tracing, Leads, CommonShape.Samples, 1);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(interleaved);
        }
    }

    private (int TableRow, int File, int Row, int Part) Locate(int index) => (uint)index < (uint)_exams.Count
        ? _exams[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has {_exams.Count} exams.");
}
