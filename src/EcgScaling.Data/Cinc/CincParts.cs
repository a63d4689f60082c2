using System.Globalization;

namespace EcgScaling.Data.Cinc;

/// <summary>The data sets that the PhysioNet/CinC challenges put together, told apart by the names of their records. They are the <see cref="Exam.Site"/> of each exam.</summary>
public static class CincParts
{
    /// <summary>China Physiological Signal Challenge 2018, <c>A0001</c>: 6,877 records, 500 Hz, 6 to 144 s.</summary>
    public const string Cpsc2018 = "CPSC2018";

    /// <summary>Its unpublished part, <c>Q0001</c>: 3,453 records.</summary>
    public const string CpscExtra = "CPSC-Extra";

    /// <summary>St Petersburg INCART, <c>I0001</c>: 74 records of 30 minutes at 257 Hz.</summary>
    public const string Incart = "INCART";

    /// <summary>Physikalisch-Technische Bundesanstalt, <c>S0001</c>: 516 records at 1000 Hz.</summary>
    public const string Ptb = "PTB";

    /// <summary>PTB-XL, <c>HR00001</c>: 21,837 records.</summary>
    public const string PtbXl = "PTB-XL";

    /// <summary>Georgia, Emory University, <c>E00001</c>: 10,344 records.</summary>
    public const string Georgia = "Georgia";

    /// <summary>Chapman-Shaoxing, <c>JS00001</c> to <c>JS10646</c>: 10,247 records.</summary>
    public const string ChapmanShaoxing = "Chapman-Shaoxing";

    /// <summary>Ningbo, from <c>JS10647</c> on: 34,905 records.</summary>
    public const string Ningbo = "Ningbo";

    private const int LastOfChapman = 10646;

    /// <summary>All parts, in the order of the challenge's tables.</summary>
    public static IReadOnlyList<string> All { get; } = [Cpsc2018, CpscExtra, Incart, Ptb, PtbXl, Georgia, ChapmanShaoxing, Ningbo];

    /// <summary>The part a record belongs to, by its name, with or without folders; empty where the name is of none.</summary>
    public static string Of(string record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var name = record.AsSpan(record.LastIndexOf('/') + 1);
        var digits = name.IndexOfAnyInRange('0', '9');
        if (digits <= 0 || !int.TryParse(name[digits..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return string.Empty;
        }

        return name[..digits] switch
        {
            "A" => Cpsc2018,
            "Q" => CpscExtra,
            "I" => Incart,
            "S" => Ptb,
            "HR" => PtbXl,
            "E" => Georgia,
            "JS" => number <= LastOfChapman ? ChapmanShaoxing : Ningbo,
            _ => string.Empty,
        };
    }
}
