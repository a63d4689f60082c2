using System.Text.RegularExpressions;
using EcgScaling.Data.Csv;

namespace EcgScaling.Data.Mimic;

/// <summary>ICD-10 diagnoses of studies, with age, sex and fold (MIMIC-IV-ECG-Ext-ICD). Diagnoses are numbers into <see cref="Codes"/>: a million studies fit into memory.</summary>
internal sealed partial class IcdDiagnoses
{
    private const int ShortestCode = 3;
    private readonly Dictionary<long, Entry> _entries = [];

    private IcdDiagnoses(IReadOnlyList<string> codes) => Codes = codes;

    public IReadOnlyList<string> Codes { get; }

    public static IcdDiagnoses Read(string path, MimicOptions options, IReadOnlySet<long> studies)
    {
        var codes = options.IcdCodes is { } given ? [.. given.Select(Normal)] : CodesOf(path, options, studies);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var place = 0; place < codes.Count; place++)
        {
            places.TryAdd(codes[place], place);
        }

        var diagnoses = new IcdDiagnoses(codes);
        using var rows = CsvRows.Open(path);
        var (study, diagnosis) = (rows.Require("study_id"), rows.Require(options.IcdColumn));
        var (age, gender, fold) = (rows.Find("age"), rows.Find("gender"), rows.Find("strat_fold") >= 0 ? rows.Find("strat_fold") : rows.Find("fold"));
        while (rows.Next())
        {
            var id = rows.Integer(study);
            if (studies.Contains(id))
            {
                var all = CodesIn(rows.Cell(diagnosis), options).ToList();
                diagnoses._entries.TryAdd(id, new Entry(
                    (float)rows.Number(age),
                    rows.Cell(gender) switch { "M" => Sex.Male, "F" => Sex.Female, _ => Sex.Unknown },
                    string.Intern(rows.Cell(fold)),
                    // Without any diagnosis linked to it, nothing is known of the study.
                    all.Count == 0 ? null : [.. all.Where(places.ContainsKey).Select(code => places[code])]));
            }
        }

        return diagnoses;
    }

    public Entry? Of(long study) => _entries.TryGetValue(study, out var entry) ? entry : null;

    private static List<string> CodesOf(string path, MimicOptions options, IReadOnlySet<long> studies)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        using var rows = CsvRows.Open(path);
        var (study, diagnosis) = (rows.Require("study_id"), rows.Require(options.IcdColumn));
        while (rows.Next())
        {
            if (studies.Contains(rows.Integer(study)))
            {
                foreach (var code in CodesIn(rows.Cell(diagnosis), options))
                {
                    counts[code] = counts.GetValueOrDefault(code) + 1;
                }
            }
        }

        return [.. counts.Where(pair => pair.Value >= options.IcdLeastRecords).Select(pair => pair.Key).Order(StringComparer.Ordinal)];
    }

    // The cell is a list as Python prints it: ['I4891', 'R079', 'W19XXXA'].
    private static HashSet<string> CodesIn(string cell, MimicOptions options)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match match in Quoted().Matches(cell))
        {
            var code = Normal(match.Groups[1].Value);
            code = code.Length > options.IcdCharacters ? code[..options.IcdCharacters] : code;
            // X fills places that a code does not use.
            code = code.Length > ShortestCode ? code[..ShortestCode] + code[ShortestCode..].TrimEnd('X') : code;
            if (code.Length < ShortestCode)
            {
                continue;
            }

            for (var length = options.IcdAncestors ? ShortestCode : code.Length; length <= code.Length; length++)
            {
                codes.Add(code[..length]);
            }
        }

        return codes;
    }

    private static string Normal(string code) => code.Replace(".", string.Empty, StringComparison.Ordinal).Trim().ToUpperInvariant();

    [GeneratedRegex("['\"]([A-Za-z0-9. ]+)['\"]", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    /// <summary>What the table says of a study; Codes is null where no diagnosis is linked to it.</summary>
    internal readonly record struct Entry(float Age, Sex Sex, string Fold, int[]? Codes);
}
