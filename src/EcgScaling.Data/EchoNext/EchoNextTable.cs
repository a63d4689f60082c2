using System.Globalization;
using EcgScaling.Data.Csv;

namespace EcgScaling.Data.EchoNext;

/// <summary>EchoNext's metadata, held in columns: what is known of each exam, in the order of the waveforms of its part.</summary>
internal sealed class EchoNextTable
{
    /// <summary>The parts, in the order of the publication.</summary>
    public static readonly string[] Parts = ["train", "val", "test", "no_split"];

    private static readonly string[] Numbers =
        ["ventricular_rate", "atrial_rate", "pr_interval", "qrs_duration", "qt_corrected", "lvef_value", "ivs_measurement", "lvpw_measurement", "pasp_value", "tr_max_velocity_value"];

    private readonly List<(string Id, string Patient, float Age, Sex Sex, string Site, string Part)> _exams = [];
    private readonly List<float> _labels = [];

    private EchoNextTable(IReadOnlyList<string> labelNames) => LabelNames = labelNames;

    public IReadOnlyList<string> LabelNames { get; }

    /// <summary>The rows of each part, in the order of its waveforms; -1 for one that cannot be used.</summary>
    public Dictionary<string, List<int>> Rows { get; } = Parts.ToDictionary(part => part, _ => new List<int>());

    public static EchoNextTable Read(string path, bool measurements, QuarantineList quarantine)
    {
        using var rows = CsvRows.Open(path);
        var (key, patient, part) = (rows.Require("ecg_key"), rows.Require("patient_key"), rows.Require("split"));
        var (age, sex, site) = (rows.Require("age_at_ecg"), rows.Require("sex"), rows.Find("location_setting"));
        var findings = rows.Header.Where(name => name.EndsWith("_flag", StringComparison.Ordinal)).ToArray();
        if (findings.Length == 0)
        {
            throw new EcgDataException(path, "line 1", "no column that ends in _flag", "the findings, for example lvef_lte_45_flag", "Check that this is the metadata of EchoNext.");
        }

        var table = new EchoNextTable([.. findings, .. measurements ? Numbers.Where(rows.Header.Contains) : []]);
        var columns = table.LabelNames.Select(rows.Require).ToArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Next())
        {
            var id = Key(rows.Cell(key));
            if (!table.Rows.TryGetValue(rows.Cell(part), out var places))
            {
                throw new EcgDataException(path, $"line {rows.Line}, column split", $"'{rows.Cell(part)}'", string.Join(", ", Parts), "Take the table as it was published.");
            }

            if (id.Length == 0 || !seen.Add(id))
            {
                // Its waveform keeps its place in the part.
                var (reason, line) = (id.Length == 0 ? "no ecg_key" : "duplicate ecg_key", FormattableString.Invariant($"line {rows.Line}"));
                quarantine.Add(id.Length == 0 ? line : id, path, reason, line);
                places.Add(-1);
                continue;
            }

            places.Add(table._exams.Count);
            table._exams.Add((id, Key(rows.Cell(patient)), (float)rows.Number(age), SexOf(rows, sex), string.Intern(rows.Cell(site)), Parts[Array.IndexOf(Parts, rows.Cell(part))]));
            for (var label = 0; label < columns.Length; label++)
            {
                table._labels.Add(Value(rows, columns[label], label < findings.Length));
            }
        }

        return table;
    }

    public Exam ToExam(int row)
    {
        var (id, patient, age, sex, site, part) = _exams[row];
        return new Exam
        {
            Id = id,
            PatientId = patient,
            Age = age,
            Sex = sex,
            Site = site,
            Fold = part,
            Labels = [.. Enumerable.Range(row * LabelNames.Count, LabelNames.Count).Select(place => _labels[place])],
        };
    }

    // Keys are whole numbers, which some tools write as 123.0.
    private static string Key(string text) => text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;

    private static Sex SexOf(CsvRows rows, int column) => rows.Cell(column).ToUpperInvariant() switch
    {
        "1" or "1.0" or "M" or "MALE" => Sex.Male,
        "0" or "0.0" or "F" or "FEMALE" => Sex.Female,
        _ => Sex.Unknown,
    };

    private static float Value(CsvRows rows, int column, bool finding)
    {
        var value = rows.Cell(column) switch { "True" or "true" => 1, "False" or "false" => 0, _ => rows.Number(column) };
        return !finding || value is 0 or 1 || double.IsNaN(value)
            ? (float)value
            : throw new EcgDataException(
                rows.Path, $"line {rows.Line}, column {rows.Header[column]}", value.ToString(CultureInfo.InvariantCulture), "1, 0 or nothing", "Take the table as it was published.");
    }
}
