using EcgScaling.Data.Wfdb;

namespace EcgScaling.Data.Ludb;

/// <summary>The Lobachevsky University database: labels from the headers' comments, and counts that are microvolts.</summary>
internal sealed class LudbDialect : WfdbDialect
{
    private const string RhythmPrefix = "Rhythm: ";

    /// <summary>Looks through the headers for the statements that occur: they are the labels.</summary>
    public LudbDialect(IEnumerable<string> headerPaths)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in headerPaths)
        {
            try
            {
                names.UnionWith(StatementsOf(WfdbHeaderReader.Read(path)));
            }
            catch (EcgDataException)
            {
                // The source quarantines it with the reason when it reads the same header.
            }
        }

        LabelNames = [.. names];
    }

    public override string Name => "LUDB";

    public override IReadOnlyList<string> LabelNames { get; }

    public override IReadOnlyList<string> Warnings { get; } =
        ["Counts are taken as microvolts: the gains in the headers only normalise each channel (with them, II would differ from I + III by up to 0.7 mV)."];

    public override WfdbHeader Calibrate(WfdbHeader header) =>
        header with { Signals = [.. header.Signals.Select(signal => signal with { Gain = 1000, Baseline = 0, Units = "mV" })] };

    public override Exam ExamOf(string id, WfdbHeader header)
    {
        var name = id[(id.LastIndexOf('/') + 1)..];
        var statements = StatementsOf(header);
        return new Exam
        {
            Id = name,
            PatientId = name,
            // Ages above 89 are written as ">89".
            Age = Age(header.Comment("age")?.TrimStart('>')),
            Sex = SexFrom(header.Comment("sex")),
            Labels = [.. LabelNames.Select(label => statements.Contains(label) ? 1f : 0f)],
        };
    }

    // After the line "<diagnoses>:" each comment is a statement, the rhythm with a prefix of its own.
    private static HashSet<string> StatementsOf(WfdbHeader header) =>
    [
        .. header.Comments.SkipWhile(line => !line.StartsWith("<diagnoses>", StringComparison.Ordinal)).Skip(1)
            .Select(line => (line.StartsWith(RhythmPrefix, StringComparison.Ordinal) ? line[RhythmPrefix.Length..] : line).Trim().TrimEnd('.'))
            .Where(line => line.Length > 0),
    ];
}
