namespace EcgScaling.Laws.Forms;

/// <summary>The laws of this library by name.</summary>
public static class LawForms
{
    private static readonly PowerTerm SizeTerm = new(LawInput.N, "A", "alpha");
    private static readonly PowerTerm DataTerm = new(LawInput.D, "B", "beta");

    /// <summary>E + A·N^-alpha + B·D^-beta (Hoffmann et al. arXiv 2203.15556).</summary>
    public static PowerLawForm Chinchilla { get; } = new("chinchilla", [SizeTerm, DataTerm]);

    /// <summary>E + (A·N^-alpha + B·D^-beta)^gamma, which contains the others.</summary>
    public static PowerLawForm General { get; } = new("general", [SizeTerm, DataTerm], gamma: true);

    /// <summary>E + (A·N^-alpha + B/D)^gamma: Kaplan's form with an irreducible loss; Kaplan's exponents are alpha·gamma and gamma.</summary>
    public static PowerLawForm Kaplan { get; } = new("kaplan", [SizeTerm, DataTerm with { FixedExponent = 1 }], gamma: true);

    /// <summary>(A·N^-alpha + B/D)^gamma: Kaplan et al. (arXiv 2001.08361) as published.</summary>
    public static PowerLawForm KaplanWithoutAsymptote { get; } = new("kaplan-no-e", [SizeTerm, DataTerm with { FixedExponent = 1 }], asymptote: false, gamma: true);

    /// <summary>E + A·N^-alpha + B·D^-alpha: one exponent.</summary>
    public static PowerLawForm Tied { get; } = new("tied", [SizeTerm, DataTerm with { Exponent = "alpha" }]);

    /// <summary>A·N^-alpha + B·D^-beta: no irreducible loss.</summary>
    public static PowerLawForm WithoutAsymptote { get; } = new("no-e", [SizeTerm, DataTerm], asymptote: false);

    /// <summary>E + A·N^-alpha.</summary>
    public static PowerLawForm PowerOfN { get; } = new("power-n", [SizeTerm]);

    /// <summary>E + B·D^-beta.</summary>
    public static PowerLawForm PowerOfD { get; } = new("power-d", [DataTerm]);

    /// <summary>E + A·C^-alpha.</summary>
    public static PowerLawForm PowerOfC { get; } = new("power-c", [new PowerTerm(LawInput.C, "A", "alpha")]);

    /// <summary>All laws by name.</summary>
    public static IReadOnlyDictionary<string, LawForm> All { get; } = new LawForm[]
    {
        Chinchilla, General, Kaplan, KaplanWithoutAsymptote, Tied, WithoutAsymptote, PowerOfN, PowerOfD, PowerOfC,
    }.ToDictionary(form => form.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A law by name.</summary>
    /// <exception cref="SpecException">There is none of this name.</exception>
    public static LawForm Get(string name) => All.TryGetValue(name, out var form)
        ? form
        : throw new SpecException("law", [$"'{name}' is not known; allowed: {string.Join(", ", All.Keys)}."]);
}
