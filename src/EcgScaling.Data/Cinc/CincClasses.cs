namespace EcgScaling.Data.Cinc;

/// <summary>The 26 classes scored by the PhysioNet/CinC challenge 2021: 30 SNOMED CT codes, four pairs of which count as one.</summary>
public static class CincClasses
{
    private static readonly (string Name, string[] Codes)[] Table =
    [
        ("AF", ["164889003"]), ("AFL", ["164890007"]), ("BBB", ["6374002"]), ("Brady", ["426627000"]), ("LBBB", ["733534002", "164909002"]),
        ("RBBB", ["713427006", "59118001"]), ("IAVB", ["270492004"]), ("IRBBB", ["713426002"]), ("LAD", ["39732003"]), ("LAnFB", ["445118002"]),
        ("LPR", ["164947007"]), ("LQRSV", ["251146004"]), ("LQT", ["111975006"]), ("NSIVCB", ["698252002"]), ("NSR", ["426783006"]),
        ("PAC", ["284470004", "63593006"]), ("PR", ["10370003"]), ("PRWP", ["365413008"]), ("PVC", ["427172004", "17338001"]), ("QAb", ["164917005"]),
        ("RAD", ["47665007"]), ("SA", ["427393009"]), ("SB", ["426177001"]), ("STach", ["427084000"]), ("TAb", ["164934002"]), ("TInv", ["59931005"]),
    ];

    private static readonly Dictionary<string, int> Places = Table.SelectMany((entry, place) => entry.Codes.Select(code => (code, place))).ToDictionary(item => item.code, item => item.place);

    /// <summary>The classes, in the order of the challenge's weights.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(entry => entry.Name)];

    /// <summary>The class of a SNOMED CT code, or -1 where it is not scored.</summary>
    public static int PlaceOf(string code) => Places.GetValueOrDefault(code, -1);

    /// <summary>The codes of a <c>Dx</c> comment: separated by commas, some empty, some twice.</summary>
    public static IReadOnlyList<string> CodesIn(string? text) =>
        [.. (text ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
