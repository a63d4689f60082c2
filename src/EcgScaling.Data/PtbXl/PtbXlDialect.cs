using System.Globalization;
using System.Text.RegularExpressions;
using EcgScaling.Data.Csv;
using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.PtbXl;

/// <summary>PTB-XL as published: WFDB records, <c>ptbxl_database.csv</c> and <c>scp_statements.csv</c>.</summary>
internal sealed partial class PtbXlDialect : WfdbDialect
{
    private static readonly string[] Superclasses = ["NORM", "MI", "STTC", "CD", "HYP"];
    private readonly Dictionary<long, (string Patient, double Age, Sex Sex, string Site, string Fold, HashSet<string> Labels)> _exams = [];

    public PtbXlDialect(string folder, PtbXlTask task)
    {
        var labelOf = LabelsOfCodes(CsvTable.Read(Path.Combine(folder, "scp_statements.csv")), task, out var names);
        LabelNames = names;
        var table = CsvTable.Read(Path.Combine(folder, "ptbxl_database.csv"));
        var (id, patient, age, sex, codes) = (table.Require("ecg_id"), table.Require("patient_id"), table.Require("age"), table.Require("sex"), table.Require("scp_codes"));
        for (var row = 0; row < table.Count; row++)
        {
            // A likelihood of 0 means that it is not known, not that the statement does not hold: every key counts.
            var labels = Keys().Matches(table.Cell(row, codes)).Select(match => labelOf.GetValueOrDefault(match.Groups[1].Value)).OfType<string>();
            var years = table.Number(row, age);
            _exams.TryAdd(table.Integer(row, id), (
                table.Integer(row, patient).ToString(CultureInfo.InvariantCulture),
                // 300 stands for older than 89.
                years >= 200 ? 90 : years,
                table.Cell(row, sex) switch { "0" or "0.0" => Sex.Male, "1" or "1.0" => Sex.Female, _ => Sex.Unknown },
                table.Cell(row, "site"),
                table.Cell(row, "strat_fold"),
                [.. labels]));
        }
    }

    public override string Name => "PTB-XL";

    public override IReadOnlyList<string> LabelNames { get; }

    public override Exam ExamOf(string id, WfdbHeader header)
    {
        // Records are named 00001_hr or 00001_lr.
        var name = Path.GetFileNameWithoutExtension(header.Path);
        if (!long.TryParse(name.Split('_')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !_exams.TryGetValue(number, out var exam))
        {
            throw new EcgDataException(header.Path, string.Empty, $"no row of ptbxl_database.csv for record {name}", "a row for each record", "Leave the record out, or complete the table.");
        }

        return new Exam
        {
            Id = number.ToString(CultureInfo.InvariantCulture),
            PatientId = exam.Patient,
            Age = exam.Age,
            Sex = exam.Sex,
            Site = exam.Site,
            Fold = exam.Fold,
            Labels = [.. LabelNames.Select(label => exam.Labels.Contains(label) ? 1f : 0f)],
        };
    }

    private static Dictionary<string, string> LabelsOfCodes(CsvTable statements, PtbXlTask task, out IReadOnlyList<string> names)
    {
        var kind = task switch { PtbXlTask.Form => "form", PtbXlTask.Rhythm => "rhythm", PtbXlTask.All => null, _ => "diagnostic" };
        var named = task switch { PtbXlTask.Superclass => "diagnostic_class", PtbXlTask.Subclass => "diagnostic_subclass", _ => null };
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var row = 0; row < statements.Count; row++)
        {
            if (kind is null || statements.Cell(row, kind).StartsWith('1'))
            {
                var code = statements.Cell(row, 0);
                labels[code] = named is null ? code : statements.Cell(row, named);
            }
        }

        names = task == PtbXlTask.Superclass ? Superclasses : [.. labels.Values.Distinct(StringComparer.Ordinal)];
        return labels;
    }

    // The cell is a dictionary as Python prints it: {'NORM': 100.0, 'SR': 0.0}.
    [GeneratedRegex(@"'([^']+)'\s*:", RegexOptions.CultureInvariant)]
    private static partial Regex Keys();
}
