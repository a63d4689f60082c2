using System.Globalization;
using EcgScaling.Data.Csv;
using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.Mimic;

/// <summary>MIMIC-IV-ECG: records named in <c>record_list.csv</c>, labels from the tables beside it.</summary>
internal sealed class MimicDialect : WfdbDialect
{
    private const string MeasurementTable = "machine_measurements.csv";
    private readonly List<string> _records = [];
    private readonly Dictionary<long, long> _subjects = [];
    private readonly Dictionary<long, float[]> _measurements = [];
    private readonly List<string> _warnings = [];
    private readonly bool _measured;
    private readonly IcdDiagnoses? _diagnoses;

    public MimicDialect(string folder, MimicOptions options)
    {
        ReadList(folder);
        var icd = options.IcdTable.Length > 0 ? Path.Combine(folder, options.IcdTable) : null;
        if (icd is not null && (File.Exists(icd) || options.IcdTable != new MimicOptions().IcdTable || options.IcdCodes is not null))
        {
            _diagnoses = IcdDiagnoses.Read(icd, options, _subjects.Keys.ToHashSet());
        }
        else
        {
            _warnings.Add("There is no table of ICD diagnoses: ages, sexes, folds and diagnoses are not known.");
        }

        var measurements = Path.Combine(folder, MeasurementTable);
        _measured = options.Measurements ?? (_diagnoses is null && File.Exists(measurements));
        if (_measured)
        {
            ReadMeasurements(measurements);
        }

        LabelNames = [.. _measured ? MachineMeasurement.LabelNames : [], .. _diagnoses?.Codes ?? []];
    }

    public override string Name => "MIMIC-IV-ECG";

    public override IReadOnlyList<string> LabelNames { get; }

    public override IReadOnlyList<string> Warnings => _warnings;

    public override IReadOnlyList<string> RecordsIn(string folder) => _records;

    public override Exam ExamOf(string id, WfdbHeader header)
    {
        var study = long.Parse(id[(id.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);
        var subject = _subjects[study].ToString(CultureInfo.InvariantCulture);
        if (header.Comment("subject_id") is { } named && named != subject)
        {
            throw new EcgDataException(header.Path, "comments", $"subject_id {named}", $"subject_id {subject} as in record_list.csv", "Fetch record and table of one version.");
        }

        var entry = _diagnoses?.Of(study);
        return new Exam
        {
            Id = study.ToString(CultureInfo.InvariantCulture),
            PatientId = subject,
            Age = entry?.Age ?? double.NaN,
            Sex = entry?.Sex ?? Sex.Unknown,
            Fold = entry?.Fold ?? string.Empty,
        };
    }

    public override float[] LabelsOf(Exam exam)
    {
        var study = long.Parse(exam.Id, CultureInfo.InvariantCulture);
        var labels = new float[LabelNames.Count];
        var measured = _measured ? MachineMeasurement.LabelNames.Count : 0;
        if (_measurements.TryGetValue(study, out var measurement))
        {
            measurement.CopyTo(labels, 0);
        }
        else
        {
            labels.AsSpan(0, measured).Fill(float.NaN);
        }

        if (_diagnoses?.Of(study)?.Codes is { } codes)
        {
            foreach (var code in codes)
            {
                labels[measured + code] = 1;
            }
        }
        else
        {
            labels.AsSpan(measured).Fill(float.NaN);
        }

        return labels;
    }

    private void ReadList(string folder)
    {
        using var rows = CsvRows.Open(Path.Combine(folder, MimicSource.ListFile));
        var (study, subject, path) = (rows.Require("study_id"), rows.Require("subject_id"), rows.Require("path"));
        var (absent, total) = (0, 0);
        while (rows.Next())
        {
            total++;
            var (id, record) = (rows.Integer(study), rows.Cell(path));
            // The list comes from elsewhere: it may name records below the folder only.
            if (record.Length == 0 || Path.IsPathRooted(record) || record.Split('/', '\\').Contains("..") || !record.EndsWith("/" + id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
            {
                throw new EcgDataException(rows.Path, $"line {rows.Line}, column path", $"'{record}'", $"a path below the folder that ends in /{id}", "Take the table as it was published.");
            }

            if (!_subjects.TryAdd(id, rows.Integer(subject)))
            {
                throw new EcgDataException(rows.Path, $"line {rows.Line}", $"study {id} a second time", "each study once", "Take the table as it was published.");
            }

            if (File.Exists(Path.Combine(folder, record + ".hea")))
            {
                _records.Add(record);
            }
            else
            {
                // A part that was not downloaded is a choice, not damage.
                absent++;
                _subjects.Remove(id);
            }
        }

        if (absent > 0)
        {
            _warnings.Add($"{absent} of the {total} records of {MimicSource.ListFile} are not here and were left out.");
        }
    }

    private void ReadMeasurements(string path)
    {
        foreach (var measurement in MachineMeasurement.Read(path))
        {
            if (_subjects.ContainsKey(measurement.StudyId))
            {
                var labels = new float[MachineMeasurement.LabelNames.Count];
                measurement.WriteLabels(labels);
                _measurements.TryAdd(measurement.StudyId, labels);
            }
        }
    }
}
