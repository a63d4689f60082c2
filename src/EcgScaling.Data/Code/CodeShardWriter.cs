using System.Globalization;
using System.Text;
using EcgScaling.Data.Hdf5;

namespace EcgScaling.Data.Code;

/// <summary>
/// Writes any source as CODE-layout shards: <c>exams.csv</c>, <c>exams_part0.hdf5</c>, ... with the closing row of exam id 0 that published parts
/// have, and a <c>shards.json</c> with what the layout cannot say. Shards appear whole or not at all; run again, it goes on where it stopped.
/// </summary>
public static class CodeShardWriter
{
    private const int Block = 64;

    /// <summary>Writes a source.</summary>
    /// <param name="source">What to write. All its tracings must have one shape.</param>
    /// <param name="folder">The folder; made when missing.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told after each block of records.</param>
    /// <param name="cancellation">Stops between blocks; the shard under way is left out.</param>
    /// <exception cref="SpecException">The options are out of range.</exception>
    /// <exception cref="ArgumentException">The source's tracings differ in shape.</exception>
    /// <exception cref="EcgDataException">A tracing cannot be read, or the folder cannot be written.</exception>
    public static void Write(
        IEcgSource source, string folder, CodeShardWriterOptions? options = null, IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new CodeShardWriterOptions();
        options.Validate();
        var shape = source.CommonShape ?? throw new ArgumentException(
            $"The tracings of {source.Name} differ in leads, rate or length; shards hold one shape. Wrap the source in a {nameof(Preprocessing.PreparedSource)} first.", nameof(source));
        Directory.CreateDirectory(folder);
        var ids = new ExamIds(source);
        var shards = (source.Count + options.RecordsPerShard - 1) / options.RecordsPerShard;
        for (var shard = 0; shard < shards; shard++)
        {
            var first = shard * options.RecordsPerShard;
            var count = Math.Min(options.RecordsPerShard, source.Count - first);
            var path = Path.Combine(folder, ShardName(shard));
            if (!IsDone(path, ids, first, count, shape))
            {
                WriteShard(source, path, shape, ids, first, count, options, progress, cancellation);
            }

            progress?.Report(new DataProgress("writing shards", first + count, source.Count));
        }

        new ShardManifest(shape.Rate, shape.Leads, options.UnitScale, source.LabelNames, source.Name).Write(folder);
        WriteTable(source, ids, Path.Combine(folder, "exams.csv"), options.RecordsPerShard);
    }

    private static string ShardName(int shard) => string.Create(CultureInfo.InvariantCulture, $"exams_part{shard}.hdf5");

    private static bool IsDone(string path, ExamIds ids, int first, int count, TracingShape shape)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = Hdf5File.Open(path);
        if (!file.Has("exam_id") || !file.Has("tracings"))
        {
            return false;
        }

        var present = file.Dataset("exam_id").ReadInt64();
        return present.Length == count + 1
            && file.Dataset("tracings").Shape.AsSpan().SequenceEqual([count + 1, shape.Samples, shape.Leads.Count])
            && Enumerable.Range(0, count).All(place => present[place] == ids.Exam(first + place));
    }

    private static void WriteShard(
        IEcgSource source,
        string path,
        TracingShape shape,
        ExamIds ids,
        int first,
        int count,
        CodeShardWriterOptions options,
        IProgress<DataProgress>? progress,
        CancellationToken cancellation)
    {
        var temporary = path + ".partial";
        try
        {
            using (var writer = ShardFile.Create(temporary, count + 1, shape.Samples, shape.Leads.Count, options))
            {
                writer.WriteIds([.. Enumerable.Range(first, count).Select(ids.Exam), 0]);
                var room = new float[Block][];
                for (var done = 0; done < count; done += Block)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var size = Math.Min(Block, count - done);
                    new ParallelWork(options.Workers, cancellation).For(size, place =>
                    {
                        var tracing = new float[shape.Length];
                        source.Read(first + done + place, tracing);
                        var interleaved = room[place] ??= new float[shape.Length];
                        Transposer.ToSamples(tracing, interleaved, shape.Leads.Count, shape.Samples, (float)(1 / options.UnitScale));
                    });
                    writer.WriteRecords(done, room.AsSpan(0, size));
                    progress?.Report(new DataProgress("writing shards", first + done + size, source.Count));
                }

                writer.WriteRecords(count, [new float[shape.Length]]);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void WriteTable(IEcgSource source, ExamIds ids, string path, int recordsPerShard)
    {
        AtomicFile.Write(path, stream =>
        {
            using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
            text.WriteLine($"exam_id,age,is_male,nn_predicted_age,{string.Join(',', source.LabelNames.Select(Quote))},patient_id,death,timey,normal_ecg,trace_file,source_exam_id,source_patient_id");
            for (var index = 0; index < source.Count; index++)
            {
                var exam = source.ExamAt(index);
                var age = double.IsNaN(exam.Age) ? string.Empty : exam.Age.ToString("R", CultureInfo.InvariantCulture);
                var male = exam.Sex switch { Sex.Male => "True", Sex.Female => "False", _ => string.Empty };
                var labels = string.Join(',', exam.Labels.Select(Cell));
                text.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{ids.Exam(index)},{age},{male},,{labels},{ids.Patient(exam.PatientId)},,,,{ShardName(index / recordsPerShard)},{Quote(exam.Id)},{Quote(exam.PatientId)}"));
            }
        });
    }

    private static string Cell(float label) =>
        float.IsNaN(label) ? string.Empty : label == 1 ? "True" : label == 0 ? "False" : label.ToString("R", CultureInfo.InvariantCulture);

    private static string Quote(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>The whole numbers CODE wants for ids: the source's own where they are such, else places counted from 1.</summary>
    private sealed class ExamIds
    {
        private readonly long[] _exams;
        private readonly Dictionary<string, long>? _patients;

        public ExamIds(IEcgSource source)
        {
            _exams = new long[source.Count];
            var (numericExams, numericPatients) = (true, true);
            var seen = new HashSet<long>();
            var patients = new Dictionary<string, long>();
            for (var index = 0; index < _exams.Length; index++)
            {
                var exam = source.ExamAt(index);
                numericExams &= long.TryParse(exam.Id, NumberStyles.None, CultureInfo.InvariantCulture, out _exams[index]) && _exams[index] > 0 && seen.Add(_exams[index]);
                numericPatients &= long.TryParse(exam.PatientId, NumberStyles.None, CultureInfo.InvariantCulture, out _);
                patients.TryAdd(exam.PatientId, patients.Count + 1);
            }

            if (!numericExams)
            {
                for (var index = 0; index < _exams.Length; index++)
                {
                    _exams[index] = index + 1;
                }
            }

            _patients = numericPatients ? null : patients;
        }

        public long Exam(int index) => _exams[index];

        public long Patient(string id) => _patients?[id] ?? long.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
