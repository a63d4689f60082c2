using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace EcgScaling.Data.Code;

/// <summary>The table of exams beside CODE-layout shards, held as columns: about 60 bytes an exam.</summary>
internal sealed class ExamTable
{
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

        using var reader = new StreamReader(path, new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true));
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, MissingFieldFound = null });
        try
        {
            if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { Length: > 0 } header)
            {
                throw new EcgDataException(path, "line 1", "no header", "a line of column names", "Take the table as it was published.");
            }

            var columns = new Columns(path, header, named ?? ExamColumns.Shards);
            var names = labels ?? chooseLabels(header);
            var table = new ExamTable { LabelNames = names, _own = names.Count, HasPatients = columns.Patient >= 0 };
            var labelColumns = names.Select(columns.Require).ToArray();
            while (csv.Read())
            {
                table.Add(csv, path, columns, labelColumns);
            }

            return table;
        }
        catch (Exception error) when (error is System.Text.DecoderFallbackException or CsvHelperException)
        {
            throw new EcgDataException(
                path, $"near line {csv.Parser.RawRow}", "text that is not UTF-8 CSV", "UTF-8 with comma-separated columns", "Save the table as UTF-8.", error);
        }
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

    private void Add(CsvReader csv, string path, Columns columns, int[] labelColumns)
    {
        var line = csv.Parser.RawRow;
        var exam = Integer(csv, columns.Exam) ?? throw Bad(csv.HeaderRecord![columns.Exam], columns.Exam, "a whole number");
        if (!_rows.TryAdd(exam, _exam.Count))
        {
            Duplicates.Add((exam, line));
            return;
        }

        _exam.Add(exam);
        _patient.Add(columns.Patient < 0 ? exam : Integer(csv, columns.Patient) ?? throw Bad(csv.HeaderRecord![columns.Patient], columns.Patient, "a whole number"));
        _age.Add(Number(csv, columns.Age) ?? throw Bad(csv.HeaderRecord![columns.Age], columns.Age, "a number of years or nothing"));
        _sex.Add(Boolean(csv, columns.Male) switch { 1 => Sex.Male, 0 => Sex.Female, -1 => Sex.Unknown, _ when csv.GetField(columns.Male)!.Trim() is "M" => Sex.Male, _ when csv.GetField(columns.Male)!.Trim() is "F" => Sex.Female, _ => throw Bad(csv.HeaderRecord![columns.Male], columns.Male, "True or False") });
        foreach (var column in labelColumns)
        {
            var name = csv.HeaderRecord![column];
            _labels.Add(Boolean(csv, column) switch
            {
                -1 => float.NaN,
                >= 0 and var value => value,
                // The time to death, an age and the like; the published yes-or-no labels are held to yes and no.
                _ when !YesOrNo.Contains(name) => Number(csv, column) ?? throw Bad(name, column, "a number, True, False or nothing"),
                _ => throw Bad(name, column, "True, False, 1, 0 or nothing"),
            });
        }

        _file.Add(FileIndex(columns.File < 0 ? null : csv.GetField(columns.File)));

        EcgDataException Bad(string name, int column, string allowed) =>
            new(path, $"line {line}, column {name}", $"'{csv.GetField(column)}'", allowed, "Mend or remove the line.");
    }

    private short FileIndex(string? file)
    {
        if (string.IsNullOrWhiteSpace(file))
        {
            return -1;
        }

        // Tables are ordered by file more often than not, so the last is the likeliest.
        var index = _files.Count > 0 && _files[^1] == file ? _files.Count - 1 : _files.IndexOf(file);
        if (index < 0)
        {
            if (_files.Count == short.MaxValue)
            {
                return -1;
            }

            _files.Add(file);
            index = _files.Count - 1;
        }

        return (short)index;
    }

    // Some tables were written by tools that turn whole numbers into "15709.0".
    private static long? Integer(CsvReader csv, int column)
    {
        var text = csv.GetField(column).AsSpan().Trim();
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1L << 53 && Math.Floor(number) == number
            ? (long)number
            : null;
    }

    private static float? Number(CsvReader csv, int column)
    {
        var text = column < 0 ? default : csv.GetField(column).AsSpan().Trim();
        return text.IsEmpty ? float.NaN : float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    // 1, 0, -1 for nothing, -2 for something else.
    private static sbyte Boolean(CsvReader csv, int column)
    {
        var text = column < 0 ? default : csv.GetField(column).AsSpan().Trim();
        return text switch
        {
            "True" or "1" or "true" or "TRUE" or "1.0" => 1,
            "False" or "0" or "false" or "FALSE" or "0.0" => 0,
            "" or "nan" or "NaN" => -1,
            _ => -2,
        };
    }

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
