using System.Globalization;
using System.Text;
using EcgScaling.Data.Csv;

namespace EcgScaling.Data.Code;

/// <summary>The table of exams beside CODE-layout shards, held as columns: about 60 bytes an exam.</summary>
internal sealed class ExamTable
{
    private const int RowsThatTell = 1000;
    private static readonly HashSet<string> YesOrNo = [.. CodeLabels.All, "normal_ecg", "death", CodeLabels.Chagas];
    private readonly Dictionary<long, int> _rows = [];
    private readonly List<long> _exam = [];
    private readonly List<long> _patient = [];
    private readonly List<float> _age = [];
    private readonly List<Sex> _sex = [];
    private readonly List<float> _labels = [];
    private readonly List<(string Name, float[] Values)> _joined = [];
    private readonly List<short> _file = [];
    private readonly List<string> _files = [];
    private (byte[] Name, short Index) _lastFile = ([], -1);

    /// <summary>The table's own labels, then those joined to it.</summary>
    public IReadOnlyList<string> LabelNames { get; private set; } = [];

    private int _own;

    public bool HasPatients { get; private set; }

    public int Count => _exam.Count;

    /// <summary>Exam ids that occur twice, with the line of the second.</summary>
    public List<(long Exam, int Line)> Duplicates { get; } = [];

    public static ExamTable Read(string path, IReadOnlyList<string>? labels, Func<IReadOnlyList<string>, IReadOnlyList<string>> chooseLabels, ExamColumns? named = null)
    {
        if (!File.Exists(path))
        {
            throw new EcgDataException(path, string.Empty, "no such file", "the table of exams", "Put exams.csv beside the shards; it comes with the data set.");
        }

        using var csv = new Utf8Rows(path);
        var header = csv.Next() ? Enumerable.Range(0, csv.Count).Select(csv.Text).ToArray() : [];
        if (header.All(string.IsNullOrEmpty))
        {
            throw new EcgDataException(path, "line 1", "no header", "a line of column names", "Take the table as it was published.");
        }

        var columns = new Columns(path, header, named ?? ExamColumns.Shards);
        var names = labels ?? chooseLabels(header);
        var table = new ExamTable { LabelNames = names, _own = names.Count, HasPatients = columns.Patient >= 0 };
        var labelColumns = names.Select(name => (columns.Require(name), YesOrNo.Contains(name))).ToArray();
        long bytes = 0;
        while (csv.Next())
        {
            bytes += csv.Bytes;
            table.Add(csv, header, columns, labelColumns);
            if (table.Count == RowsThatTell)
            {
                table.Reserve((int)Math.Min(csv.Length / Math.Max(1, bytes / RowsThatTell), Array.MaxLength / Math.Max(1, names.Count)));
            }
        }

        table.Trim();
        return table;
    }

    /// <summary>Adds a label that is the same for all exams.</summary>
    public void Add(string label, float value)
    {
        var values = new float[Count];
        values.AsSpan().Fill(value);
        LabelNames = [.. LabelNames, label];
        _joined.Add((label, values));
    }

    /// <summary>Adds a yes-or-no label from another table, joined on <c>exam_id</c>; exams that it lacks keep NaN. Returns how many it has.</summary>
    public int Join(string path, string label)
    {
        var other = Read(path, [label], _ => []);
        var values = new float[Count];
        values.AsSpan().Fill(float.NaN);
        var found = 0;
        for (var row = 0; row < Count; row++)
        {
            var there = other.RowOf(_exam[row]);
            if (there >= 0)
            {
                values[row] = other._labels[there];
                found++;
            }
        }

        LabelNames = [.. LabelNames, label];
        _joined.Add((label, values));
        return found;
    }

    /// <summary>The row of an exam, or -1.</summary>
    public int RowOf(long exam) => _rows.GetValueOrDefault(exam, -1);

    public long ExamId(int row) => _exam[row];

    /// <summary>The file the table says an exam is in, or null.</summary>
    public string? FileOf(int row) => _file[row] < 0 ? null : _files[_file[row]];

    public long PatientId(int row) => _patient[row];

    public Exam ToExam(int row, string site) => new()
    {
        Id = _exam[row].ToString(CultureInfo.InvariantCulture),
        PatientId = _patient[row].ToString(CultureInfo.InvariantCulture),
        Age = _age[row],
        Sex = _sex[row],
        Labels = LabelsOf(row),
        Site = site,
    };

    /// <summary>The labels of a row.</summary>
    public float[] LabelsOf(int row)
    {
        var labels = new float[LabelNames.Count];
        for (var label = 0; label < labels.Length; label++)
        {
            labels[label] = label < _own ? _labels[(row * _own) + label] : _joined[label - _own].Values[row];
        }

        return labels;
    }

    // Lists that grow by doubling would take twice the room at their end.
    private void Reserve(int rows)
    {
        _rows.EnsureCapacity(rows);
        _exam.EnsureCapacity(rows);
        _patient.EnsureCapacity(rows);
        _age.EnsureCapacity(rows);
        _sex.EnsureCapacity(rows);
        _labels.EnsureCapacity(rows * _own);
        _file.EnsureCapacity(rows);
    }

    // Ids grow longer down a table, so the first rows promise more than come.
    private void Trim()
    {
        _rows.TrimExcess();
        _exam.TrimExcess();
        _patient.TrimExcess();
        _age.TrimExcess();
        _sex.TrimExcess();
        _labels.TrimExcess();
        _file.TrimExcess();
    }

    private void Add(Utf8Rows csv, string[] header, Columns columns, (int Column, bool YesOrNo)[] labelColumns)
    {
        var exam = Integer(csv.Cell(columns.Exam)) ?? throw Bad(columns.Exam, "a whole number");
        if (!_rows.TryAdd(exam, _exam.Count))
        {
            Duplicates.Add((exam, csv.Line));
            return;
        }

        _exam.Add(exam);
        _patient.Add(columns.Patient < 0 ? exam : Integer(csv.Cell(columns.Patient)) ?? throw Bad(columns.Patient, "a whole number"));
        _age.Add(Number(csv.Cell(columns.Age)) ?? throw Bad(columns.Age, "a number of years or nothing"));
        _sex.Add(SexOf(csv.Cell(columns.Male)) ?? throw Bad(columns.Male, "True or False"));
        foreach (var (column, yesOrNo) in labelColumns)
        {
            var cell = csv.Cell(column);
            _labels.Add(Boolean(cell) switch
            {
                -1 => float.NaN,
                >= 0 and var value => value,
                // The time to death, an age and the like; the published yes-or-no labels are held to yes and no.
                _ when !yesOrNo => Number(cell) ?? throw Bad(column, "a number, True, False or nothing"),
                _ => throw Bad(column, "True, False, 1, 0 or nothing"),
            });
        }

        _file.Add(FileIndex(csv.Cell(columns.File)));

        EcgDataException Bad(int column, string allowed) =>
            new(csv.Path, $"line {csv.Line}, column {header[column]}", $"'{csv.Text(column)}'", allowed, "Mend or remove the line.");
    }

    private short FileIndex(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
        {
            return -1;
        }

        // Tables are ordered by file more often than not, so the one before is the likeliest.
        if (file.SequenceEqual(_lastFile.Name))
        {
            return _lastFile.Index;
        }

        var name = Encoding.UTF8.GetString(file);
        var index = _files.IndexOf(name);
        if (index < 0)
        {
            if (_files.Count == short.MaxValue)
            {
                return -1;
            }

            _files.Add(name);
            index = _files.Count - 1;
        }

        _lastFile = (file.ToArray(), (short)index);
        return (short)index;
    }

    // Some tables were written by tools that turn whole numbers into "15709.0".
    private static long? Integer(ReadOnlySpan<byte> text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1L << 53 && Math.Floor(number) == number ? (long)number
        : null;

    private static float? Number(ReadOnlySpan<byte> text) =>
        text.IsEmpty ? float.NaN : float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Sex? SexOf(ReadOnlySpan<byte> text) => Boolean(text) switch
    {
        1 => Sex.Male,
        0 => Sex.Female,
        -1 => Sex.Unknown,
        _ => text.SequenceEqual("M"u8) ? Sex.Male : text.SequenceEqual("F"u8) ? Sex.Female : null,
    };

    // 1, 0, -1 for nothing, -2 for something else.
    private static sbyte Boolean(ReadOnlySpan<byte> text) => text.Length switch
    {
        0 => -1,
        1 => (sbyte)(text[0] == '1' ? 1 : text[0] == '0' ? 0 : -2),
        3 => (sbyte)(text.SequenceEqual("1.0"u8) ? 1 : text.SequenceEqual("0.0"u8) ? 0 : text.SequenceEqual("nan"u8) || text.SequenceEqual("NaN"u8) ? -1 : -2),
        4 => (sbyte)(text.SequenceEqual("True"u8) || text.SequenceEqual("true"u8) || text.SequenceEqual("TRUE"u8) ? 1 : -2),
        5 => (sbyte)(text.SequenceEqual("False"u8) || text.SequenceEqual("false"u8) || text.SequenceEqual("FALSE"u8) ? 0 : -2),
        _ => -2,
    };

    private sealed class Columns(string path, string[] header, ExamColumns named)
    {
        public int Exam { get; } = Require(path, header, named.Exam);

        public int Patient { get; } = Array.IndexOf(header, named.Patient);

        public int Age { get; } = Array.IndexOf(header, named.Age);

        public int Male { get; } = Array.IndexOf(header, named.Sex);

        public int File { get; } = Array.IndexOf(header, "trace_file");

        public int Require(string name) => Require(path, header, name);

        private static int Require(string path, string[] header, string name)
        {
            var column = Array.IndexOf(header, name);
            return column >= 0
                ? column
                : throw new EcgDataException(
                    path, "line 1", $"no column '{name}' among {string.Join(", ", header)}", $"a column '{name}'", "Check that this is the table of the shards, or choose other labels.");
        }
    }
}
