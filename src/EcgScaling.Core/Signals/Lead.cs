using System.Collections.Frozen;

namespace EcgScaling;

/// <summary>
/// One electrocardiogram lead, identified by its canonical name (<c>I</c>, <c>aVR</c>, <c>V1</c>). Names found in files
/// (<c>DI</c>, <c>AVR</c>, <c>v1</c>, <c>MDC_ECG_LEAD_II</c>) are brought to it by <see cref="Parse"/>.
/// </summary>
/// <remarks>Leads outside the twelve standard ones (Frank vectors, telemetry) keep their own trimmed name.</remarks>
public readonly record struct Lead
{
    private static readonly FrozenDictionary<string, string> Canonical = BuildCanonical();

    private Lead(string name) => Name = name;

    /// <summary>Lead I.</summary>
    public static Lead I { get; } = new("I");

    /// <summary>Lead II.</summary>
    public static Lead II { get; } = new("II");

    /// <summary>Lead III, which equals II - I.</summary>
    public static Lead III { get; } = new("III");

    /// <summary>Lead aVR, which equals -(I + II) / 2.</summary>
    public static Lead AVR { get; } = new("aVR");

    /// <summary>Lead aVL, which equals (I - III) / 2.</summary>
    public static Lead AVL { get; } = new("aVL");

    /// <summary>Lead aVF, which equals (II + III) / 2.</summary>
    public static Lead AVF { get; } = new("aVF");

    /// <summary>Chest lead V1.</summary>
    public static Lead V1 { get; } = new("V1");

    /// <summary>Chest lead V2.</summary>
    public static Lead V2 { get; } = new("V2");

    /// <summary>Chest lead V3.</summary>
    public static Lead V3 { get; } = new("V3");

    /// <summary>Chest lead V4.</summary>
    public static Lead V4 { get; } = new("V4");

    /// <summary>Chest lead V5.</summary>
    public static Lead V5 { get; } = new("V5");

    /// <summary>Chest lead V6.</summary>
    public static Lead V6 { get; } = new("V6");

    /// <summary>The canonical name. Empty only for <c>default(Lead)</c>, which no file yields.</summary>
    public string Name { get => field ?? string.Empty; }

    /// <summary>Whether this is one of the twelve standard leads.</summary>
    public bool IsStandard => LeadSet.Twelve.Contains(this);

    /// <summary>Brings a lead name as found in a file to its canonical form.</summary>
    /// <param name="name">Any common spelling; case, surrounding blanks, a leading <c>D</c> and the <c>MDC_ECG_LEAD_</c> prefix do not matter.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static Lead Parse(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var trimmed = name.Trim();
        return new Lead(Canonical.GetValueOrDefault(trimmed, trimmed));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static FrozenDictionary<string, string> BuildCanonical()
    {
        var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in (ReadOnlySpan<string>)["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"])
        {
            map[name] = name;
            map["MDC_ECG_LEAD_" + name] = name;
            map["Lead " + name] = name;
            if (name[0] == 'I')
            {
                map["D" + name] = name;
            }
        }

        (map["D1"], map["D2"], map["D3"]) = ("I", "II", "III");
        return map.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
