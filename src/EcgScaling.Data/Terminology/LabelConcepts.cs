using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace EcgScaling.Data.Terminology;

/// <summary>
/// What the labels of different data sets mean: <c>AFIB</c> of PTB-XL, <c>164889003</c> of CinC, <c>AHA 50</c> of SPH and <c>AF</c> of CODE are one concept.
/// </summary>
/// <remarks>
/// The table is <c>concepts.csv</c> beside this file. Sources: CODE (Ribeiro et al. 2020); SNOMED CT and abbreviations from <c>dx_mapping_scored.csv</c> and
/// <c>dx_mapping_unscored.csv</c> of the PhysioNet/CinC challenge 2021; SCP with its superclasses, subclasses and most AHA codes from <c>scp_statements.csv</c> of
/// PTB-XL 1.0.3; the other AHA codes from Mason et al., Circulation 115:1325 (2007); LUDB's statements from its README; ICD-10-CM chapter I44 to I49.
/// Complete and unspecified bundle branch blocks are one concept, as the challenge scores them. A label that covers several findings, such as the superclass
/// <c>CD</c>, stands for all of them.
/// </remarks>
public static class LabelConcepts
{
    private const string AhaPrefix = "AHA ";
    private static readonly Lazy<Table> Known = new(Read);

    /// <summary>Every concept of the table, in its order.</summary>
    public static IReadOnlyList<LabelConcept> All => Known.Value.Concepts;

    /// <summary>The concepts a label stands for: one for most, several for a broad label, none where the vocabulary does not have the label.</summary>
    /// <param name="vocabulary">The naming system.</param>
    /// <param name="label">The label as the data set writes it.</param>
    public static IReadOnlyList<LabelConcept> Of(LabelVocabulary vocabulary, string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        var text = label.Trim();
        return vocabulary switch
        {
            LabelVocabulary.Other => [],
            LabelVocabulary.Aha => Exact(vocabulary, text.StartsWith(AhaPrefix, StringComparison.OrdinalIgnoreCase) ? text[AhaPrefix.Length..] : text),
            // A category stands for the codes below it; a code finer than the table's belongs to the table's.
            LabelVocabulary.Icd10 => Matching(vocabulary, code => code.StartsWith(Dotless(text), StringComparison.Ordinal) || Dotless(text).StartsWith(code, StringComparison.Ordinal)),
            LabelVocabulary.Ludb => Matching(vocabulary, code => code.EndsWith('*') ? text.StartsWith(code[..^1], StringComparison.Ordinal) : code == text),
            _ => Exact(vocabulary, text),
        };
    }

    /// <summary>The vocabulary that knows most of the labels; the earlier one of <see cref="LabelVocabulary"/> where two know as many.</summary>
    /// <returns><see cref="LabelVocabulary.Other"/> where none knows half of them.</returns>
    public static LabelVocabulary Recognise(IReadOnlyCollection<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var best = Enum.GetValues<LabelVocabulary>().Select(vocabulary => (Vocabulary: vocabulary, Count: labels.Count(label => Of(vocabulary, label).Count > 0))).MaxBy(item => item.Count);
        return best.Count * 2 >= labels.Count && best.Count > 0 ? best.Vocabulary : LabelVocabulary.Other;
    }

    private static IReadOnlyList<LabelConcept> Exact(LabelVocabulary vocabulary, string label) => Known.Value.ByLabel.GetValueOrDefault((vocabulary, label), []);

    private static List<LabelConcept> Matching(LabelVocabulary vocabulary, Func<string, bool> fits) =>
        [.. Known.Value.ByLabel.Where(item => item.Key.Vocabulary == vocabulary && fits(item.Key.Label)).SelectMany(item => item.Value).Distinct().OrderBy(concept => concept.Id, StringComparer.Ordinal)];

    private static string Dotless(string code) => code.Replace(".", string.Empty, StringComparison.Ordinal);

    private static Table Read()
    {
        var concepts = new List<LabelConcept>();
        var labels = new Dictionary<(LabelVocabulary Vocabulary, string Label), List<LabelConcept>>();
        using var stream = typeof(LabelConcepts).Assembly.GetManifestResourceStream("EcgScaling.Data.Terminology.concepts.csv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture));
        parser.Read();
        var columns = parser.Record!.Select(name => Enum.TryParse<LabelVocabulary>(name, ignoreCase: true, out var vocabulary) ? vocabulary : LabelVocabulary.Other).ToArray();
        while (parser.Read())
        {
            var cells = parser.Record!;
            var concept = new LabelConcept(cells[0], cells[1]);
            concepts.Add(concept);
            for (var column = 2; column < cells.Length; column++)
            {
                foreach (var label in cells[column].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                {
                    if (!labels.TryGetValue((columns[column], label), out var members))
                    {
                        labels[(columns[column], label)] = members = [];
                    }

                    members.Add(concept);
                }
            }
        }

        return new Table(concepts, labels.ToFrozenDictionary(item => item.Key, item => (IReadOnlyList<LabelConcept>)item.Value));
    }

    private sealed record Table(IReadOnlyList<LabelConcept> Concepts, FrozenDictionary<(LabelVocabulary Vocabulary, string Label), IReadOnlyList<LabelConcept>> ByLabel);
}
