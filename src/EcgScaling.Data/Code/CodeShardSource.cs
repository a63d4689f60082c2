using System.Buffers;
using System.Collections;
using System.Security.Cryptography;
using System.Text;
using EcgScaling.Data.Hdf5;
using EcgScaling.Data.Leads;

namespace EcgScaling.Data.Code;

/// <summary>
/// CODE-layout shards: <c>exams.csv</c> with <c>exams_part*.hdf5</c>, as CODE-15% is published and as <see cref="CodeShardWriter"/> writes.
/// Tables and tracings are joined on the exam id; the row with exam id 0 at the end of each published part is not an exam and is dropped.
/// </summary>
/// <remarks>Contiguous datasets are read by position without a lock, chunked ones inflated outside the library: reads run in parallel.</remarks>
public sealed class CodeShardSource : IFiniteSource
{
    private readonly List<Hdf5File> _files = [];
    private readonly List<RowReader> _readers = [];
    private readonly List<LeadOrder> _orders = [];
    private readonly ExamTable _table;
    private readonly (int TableRow, int Shard, int ShardRow)[] _exams;
    private readonly float _unitScale;
    private string? _chagasTable;
    private readonly Lazy<string> _hash;

    private CodeShardSource(string folder, CodeShardOptions options)
    {
        var manifest = ShardManifest.Read(folder);
        _unitScale = (float)(manifest?.UnitScale ?? options.UnitScale);
        var leads = manifest?.Leads ?? options.Leads;
        var tablePath = Path.Combine(folder, options.Table);
        Name = options.Name ?? (string.IsNullOrEmpty(manifest?.Source) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) : manifest.Source);
        _table = ExamTable.Read(tablePath, options.Labels, header => ChooseLabels(header, manifest));
        try
        {
            var warnings = new List<string>();
            JoinFurther(folder, options, warnings);
            var builder = new Builder(this, options, tablePath, leads, warnings);
            foreach (var path in ShardsIn(folder))
            {
                builder.AddShard(path);
            }

            (_exams, Quarantine) = builder.Finish();
            CommonShape = new TracingShape(leads, manifest?.Rate ?? options.Rate, builder.Samples);
            Warnings = warnings;
            _hash = new Lazy<string>(() => Hash(tablePath, options));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The shape of every tracing.</summary>
    public TracingShape CommonShape { get; }

    TracingShape? IEcgSource.CommonShape => CommonShape;

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames => _table.LabelNames;

    /// <inheritdoc/>
    public int Count => _exams.Length;

    /// <inheritdoc/>
    public string ContentHash => _hash.Value;

    /// <inheritdoc/>
    public QuarantineReport Quarantine { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Whether a folder looks like CODE-layout shards.</summary>
    public static bool IsCodeFolder(string folder) => File.Exists(Path.Combine(folder, "exams.csv")) && ShardsIn(folder).Count > 0;

    /// <summary>Opens the shards of a folder.</summary>
    /// <exception cref="EcgDataException">The table or a shard cannot be read as such.</exception>
    public static CodeShardSource Open(string folder, CodeShardOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
        {
            throw new EcgDataException(folder, string.Empty, "no such folder", "a folder with exams.csv and exams_part*.hdf5", "Check the path.");
        }

        if (ShardsIn(folder).Count == 0)
        {
            throw new EcgDataException(folder, string.Empty, "no shard", "files exams_part*.hdf5 (or exams.hdf5) beside exams.csv", "Unpack the downloaded parts into this folder.");
        }

        return new CodeShardSource(folder, options ?? new CodeShardOptions());
    }

    /// <inheritdoc/>
    public TracingShape ShapeOf(int index)
    {
        _ = _exams[index];
        return CommonShape;
    }

    /// <inheritdoc/>
    public Exam ExamAt(int index) => _table.ToExam(Locate(index).TableRow, string.Empty);

    /// <inheritdoc/>
    public ValidRange Read(int index, Span<float> destination) => ((IFiniteSource)this).Read(index, destination, out _);

    ValidRange IFiniteSource.Read(int index, Span<float> destination, out bool finite)
    {
        var (_, shard, row) = Locate(index);
        var length = CommonShape.Length;
        var interleaved = ArrayPool<float>.Shared.Rent(length);
        try
        {
            _readers[shard].Read(row, interleaved);
            var tracing = destination[..length];
            finite = Transposer.ToLeads(interleaved, tracing, CommonShape.Leads.Count, CommonShape.Samples, _unitScale);
            _orders[shard].Apply(tracing, CommonShape.Samples);
            return Transposer.NonZero(tracing, CommonShape.Samples);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(interleaved);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _readers.ForEach(reader => reader.Dispose());
        _files.ForEach(file => file.Dispose());
        _readers.Clear();
        _files.Clear();
    }

    internal static IReadOnlyList<string> ShardsIn(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var parts = Directory.EnumerateFiles(folder, "exams*")
            .Where(path => Path.GetExtension(path) is ".hdf5" or ".h5")
            // exams_part2 before exams_part10: the order of exams must not depend on the file system.
            .OrderBy(path => Path.GetFileName(path).Length).ThenBy(path => Path.GetFileName(path), StringComparer.Ordinal);
        return [.. parts];
    }

    private static List<string> ChooseLabels(IReadOnlyList<string> header, ShardManifest? manifest)
    {
        List<string> labels = [.. (manifest?.Labels ?? CodeLabels.All).Where(header.Contains)];
        return labels;
    }

    private void JoinFurther(string folder, CodeShardOptions options, List<string> warnings)
    {
        var chagas = options.ChagasTable.Length > 0 ? Path.Combine(folder, options.ChagasTable) : null;
        if (chagas is not null && File.Exists(chagas) && !_table.LabelNames.Contains(CodeLabels.Chagas))
        {
            var found = _table.Join(chagas, CodeLabels.Chagas);
            _chagasTable = chagas;
            if (found < _table.Count)
            {
                warnings.Add($"{options.ChagasTable} has {found} of the {_table.Count} exams; the label {CodeLabels.Chagas} of the others is not known.");
            }
        }

        foreach (var (label, value) in options.SharedLabels)
        {
            if (!_table.LabelNames.Contains(label))
            {
                _table.Add(label, value);
            }
        }
    }

    private (int TableRow, int Shard, int ShardRow) Locate(int index) => (uint)index < (uint)_exams.Length
        ? _exams[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} has {_exams.Length} exams.");

    private string Hash(string tablePath, CodeShardOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var stream = File.OpenRead(tablePath))
        {
            hash.AppendData(SHA256.HashData(stream));
        }

        if (_chagasTable is not null)
        {
            hash.AppendData(File.ReadAllBytes(_chagasTable));
        }

        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{_unitScale}|{CommonShape}|{string.Join(',', LabelNames)}|{options.FindEmptyTracings}")));
        foreach (var (tableRow, shard, row) in _exams)
        {
            hash.AppendData(BitConverter.GetBytes(_table.ExamId(tableRow)));
            hash.AppendData(BitConverter.GetBytes(((long)shard << 40) | (uint)row));
        }

        foreach (var file in _files)
        {
            hash.AppendData(BitConverter.GetBytes(new FileInfo(file.Path).Length));
        }

        SourceHash.AppendTracings(hash, this);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Joins shards with the table.</summary>
    private sealed class Builder(CodeShardSource source, CodeShardOptions options, string tablePath, LeadSet leads, List<string> warnings)
    {
        private readonly List<(int TableRow, int Shard, int ShardRow)> _exams = [];
        private readonly QuarantineList _quarantine = new(options.Strict);
        private readonly BitArray _seen = new(source._table.Count);
        private readonly HashSet<string> _present = [];

        public int Samples { get; private set; }

        public void AddShard(string path)
        {
            var file = Hdf5File.Open(path);
            source._files.Add(file);
            _present.Add(Path.GetFileName(path));
            var tracings = file.Dataset(options.TracingsDataset);
            Check(path, tracings);
            var ids = file.Has("exam_id") ? file.Dataset("exam_id").ReadInt64() : InTableOrder(path, tracings);
            if (ids.Length != tracings.Shape[0])
            {
                throw new EcgDataException(
                    path, "exam_id", $"{ids.Length} ids for {tracings.Shape[0]} tracings", "one id for each tracing", "The file is damaged; fetch it again.");
            }

            var reader = new RowReader(tracings);
            source._readers.Add(reader);
            var first = _exams.Count;
            Join(path, ids, reader, source._readers.Count - 1);
            source._orders.Add(LeadOrder.Of(path, leads, options.LeadOrder, Sample(reader, first), Samples, warnings));
        }

        public ((int TableRow, int Shard, int ShardRow)[] Exams, QuarantineReport Report) Finish()
        {
            foreach (var (exam, line) in source._table.Duplicates)
            {
                Quarantine(exam, tablePath, "duplicate exam_id in the table", $"line {line} repeats it");
            }

            var absent = new Dictionary<string, int>();
            for (var row = 0; row < source._table.Count; row++)
            {
                var exam = source._table.ExamId(row);
                if (_seen[row])
                {
                    continue;
                }

                if (source._table.FileOf(row) is { } file && !_present.Contains(Path.GetFileName(file)))
                {
                    // A part that was not downloaded is a choice, not damage.
                    absent[file] = absent.GetValueOrDefault(file) + 1;
                }
                else
                {
                    Quarantine(exam, tablePath, "no tracing in the shards", string.Empty);
                }
            }

            if (absent.Count > 0)
            {
                warnings.Add($"{absent.Count} part(s) of the table are not here ({absent.Values.Sum()} exams left out): {string.Join(", ", absent.Keys.Take(5))}{(absent.Count > 5 ? ", ..." : string.Empty)}");
            }

            if (!source._table.HasPatients)
            {
                warnings.Add("The table has no patient_id column: each exam counts as a patient of its own, so splits cannot keep patients together.");
            }

            return ([.. _exams], _quarantine.ToReport());
        }

        private void Check(string path, Hdf5Dataset tracings)
        {
            if (tracings.Shape.Length != 3 || tracings.Shape[2] != leads.Count || tracings.Shape[1] < 1)
            {
                throw new EcgDataException(
                    path, tracings.Name, $"shape ({string.Join(", ", tracings.Shape)})", $"shape (record, sample, {leads.Count})",
                    $"CODE shards keep {leads.Count} leads in the last dimension; set {nameof(CodeShardOptions)}.{nameof(CodeShardOptions.Leads)} if yours differ.");
            }

            if (tracings.Class is not (HDF.PInvoke.H5T.class_t.FLOAT or HDF.PInvoke.H5T.class_t.INTEGER))
            {
                throw new EcgDataException(path, tracings.Name, $"elements of class {tracings.Class}", "numbers", "Check that this is an ECG file.");
            }

            if (tracings.Shape[0] > int.MaxValue)
            {
                throw new EcgDataException(path, tracings.Name, $"{tracings.Shape[0]} records", "below 2^31 in one file", "The file is damaged, or should be divided.");
            }

            if (Samples != 0 && Samples != tracings.Shape[1])
            {
                throw new EcgDataException(path, tracings.Name, $"{tracings.Shape[1]} samples a record", $"{Samples} as in the shards before", "Keep shards of one length in one folder.");
            }

            Samples = (int)tracings.Shape[1];
        }

        // A few tracings of the shard, which may keep its leads in another order than its neighbours.
        private IEnumerable<(float[] Tracing, ValidRange Valid)> Sample(RowReader reader, int first)
        {
            var taken = Math.Min(8, _exams.Count - first);
            var interleaved = new float[Samples * leads.Count];
            for (var sample = 0; sample < taken; sample++)
            {
                var tracing = new float[interleaved.Length];
                try
                {
                    reader.Read(_exams[first + (int)((long)sample * (_exams.Count - first) / taken)].ShardRow, interleaved);
                    Transposer.ToLeads(interleaved, tracing, leads.Count, Samples, 1);
                }
                catch (EcgDataException)
                {
                    // Whoever reads that exam is told.
                    continue;
                }

                yield return (tracing, Transposer.NonZero(tracing, Samples));
            }
        }

        // SaMi-Trop has no exam_id dataset; its tracings lie in the order of the table.
        private long[] InTableOrder(string path, Hdf5Dataset tracings)
        {
            if (source._files.Count > 1 || tracings.Shape[0] != source._table.Count)
            {
                throw new EcgDataException(
                    path, string.Empty, $"no dataset 'exam_id', and {tracings.Shape[0]} tracings for {source._table.Count} rows of {options.Table}",
                    "a dataset exam_id, or one file with a tracing for each row of the table", "Add the ids; without them rows cannot be joined safely.");
            }

            warnings.Add($"{Path.GetFileName(path)} has no exam_id dataset; its tracings were taken in the order of {options.Table}.");
            return [.. Enumerable.Range(0, source._table.Count).Select(source._table.ExamId)];
        }

        private void Join(string path, long[] ids, RowReader reader, int shard)
        {
            var unusable = options.FindEmptyTracings ? reader.FindUnusable() : null;
            _exams.EnsureCapacity(_exams.Count + ids.Length);
            for (var row = 0; row < ids.Length; row++)
            {
                var exam = ids[row];
                if (exam == 0 && row == ids.Length - 1)
                {
                    continue;
                }

                var tableRow = source._table.RowOf(exam);
                if (tableRow < 0)
                {
                    Quarantine(exam, path, $"no row in {options.Table}", $"row {row}");
                }
                else if (_seen[tableRow])
                {
                    Quarantine(exam, path, "duplicate exam_id in the shards", $"row {row}");
                }
                else
                {
                    _seen[tableRow] = true;
                    if (unusable is not null && unusable.TryGetValue(row, out var damage))
                    {
                        Quarantine(exam, path, damage is null ? "all-zero tracing" : "unreadable tracing", damage is null ? $"row {row}" : damage.Message, damage);
                    }
                    else
                    {
                        _exams.Add((tableRow, shard, row));
                    }
                }
            }
        }

        private void Quarantine(long exam, string path, string reason, string detail, EcgDataException? cause = null) =>
            _quarantine.Add(exam.ToString(System.Globalization.CultureInfo.InvariantCulture), path, reason, detail, cause);
    }
}
