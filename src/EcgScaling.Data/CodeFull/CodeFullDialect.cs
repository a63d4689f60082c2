using System.Globalization;
using System.Text.RegularExpressions;
using EcgScaling.Data.Code;
using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.CodeFull;

/// <summary>Full CODE: WFDB records <c>TNMG{exam}_N{tracing}</c> named in <c>RECORDS.txt</c>, labels in <c>annotations.csv</c>.</summary>
internal sealed partial class CodeFullDialect : WfdbDialect
{
    private static readonly ExamColumns Columns = new("id_exam", "id_patient", "age", "sex");
    private readonly ExamTable _table;
    private readonly List<string> _records = [];
    private readonly List<string> _warnings = [];
    private readonly bool _allTracings;

    public CodeFullDialect(string folder, string recordFile, CodeFullOptions options)
    {
        _allTracings = options.AllTracings;
        _table = ExamTable.Read(Path.Combine(folder, CodeFullSource.AnnotationFile), options.Labels, header => [.. CodeLabels.All.Where(header.Contains)], Columns);
        if (_table.Duplicates.Count > 0)
        {
            var (exam, line) = _table.Duplicates[0];
            throw new EcgDataException(Path.Combine(folder, CodeFullSource.AnnotationFile), $"line {line}", $"exam {exam} a second time", "each exam once", "Remove the line, or take the table as it was given to you.");
        }

        ReadRecords(folder, recordFile);
    }

    public override string Name => "CODE";

    public override IReadOnlyList<string> LabelNames => _table.LabelNames;

    public override IReadOnlyList<string> Warnings => _warnings;

    public override IReadOnlyList<string> RecordsIn(string folder) => _records;

    public override Exam ExamOf(string id, WfdbHeader header)
    {
        var (exam, tracing) = NumbersOf(id)!.Value;
        var row = _table.RowOf(exam);
        var name = exam.ToString(CultureInfo.InvariantCulture);
        var described = row >= 0 ? _table.ToExam(row, string.Empty) with { Labels = [] } : new Exam { Id = name, PatientId = "exam-" + name };
        return _allTracings ? described with { Id = string.Create(CultureInfo.InvariantCulture, $"{exam}_N{tracing}") } : described;
    }

    public override float[] LabelsOf(Exam exam)
    {
        var end = exam.Id.IndexOf('_', StringComparison.Ordinal);
        var row = _table.RowOf(long.Parse(exam.Id.AsSpan(0, end < 0 ? exam.Id.Length : end), NumberStyles.None, CultureInfo.InvariantCulture));
        if (row >= 0)
        {
            return _table.LabelsOf(row);
        }

        var unknown = new float[LabelNames.Count];
        unknown.AsSpan().Fill(float.NaN);
        return unknown;
    }

    private void ReadRecords(string folder, string recordFile)
    {
        var prefix = Path.GetRelativePath(folder, Path.GetDirectoryName(recordFile)!).Replace('\\', '/');
        var (first, number) = (new Dictionary<long, (int Tracing, string Record)>(), 0);
        var (further, unannotated, seen) = (0, 0, new HashSet<(long, int)>());
        foreach (var line in File.ReadLines(recordFile))
        {
            number++;
            var record = line.Trim();
            if (record.Length == 0)
            {
                continue;
            }

            if (NumbersOf(record) is not var (exam, tracing) || Path.IsPathRooted(record) || record.Split('/', '\\').Contains(".."))
            {
                throw new EcgDataException(recordFile, $"line {number}", $"'{(record.Length > 80 ? record[..80] + "..." : record)}'", "a record TNMG{exam}_N{tracing} below the folder", "Mend or remove the line.");
            }

            if (!seen.Add((exam, tracing)))
            {
                throw new EcgDataException(recordFile, $"line {number}", $"tracing {tracing} of exam {exam} a second time", "each tracing once", "Remove the line.");
            }

            record = prefix == "." ? record : $"{prefix}/{record}";
            if (_allTracings)
            {
                _records.Add(record);
                unannotated += _table.RowOf(exam) < 0 ? 1 : 0;
            }
            else if (!first.TryGetValue(exam, out var known))
            {
                first[exam] = (tracing, record);
                unannotated += _table.RowOf(exam) < 0 ? 1 : 0;
            }
            else
            {
                further++;
                first[exam] = tracing < known.Tracing ? (tracing, record) : known;
            }
        }

        _records.AddRange(first.Values.Select(value => value.Record));
        Warn(further, "further tracing(s) of exams that have one already were left out; AllTracings takes them.");
        Warn(unannotated, $"record(s) have no row in {CodeFullSource.AnnotationFile}: their labels are not known, and each counts as a patient of its own.");
        Warn(_table.Count - seen.Select(pair => pair.Item1).Distinct().Count(exam => _table.RowOf(exam) >= 0), $"row(s) of {CodeFullSource.AnnotationFile} have no record and were left out.");
    }

    private void Warn(int count, string text)
    {
        if (count > 0)
        {
            _warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {text}"));
        }
    }

    private static (long Exam, int Tracing)? NumbersOf(string record)
    {
        var match = RecordName().Match(record);
        return match.Success ? (long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)) : null;
    }

    [GeneratedRegex(@"(?:^|[/\\])TNMG(\d{1,18})_N(\d{1,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex RecordName();
}
