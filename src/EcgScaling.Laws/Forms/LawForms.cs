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

    /// <summary>E + A·N^-alpha·D^-beta.</summary>
    public static ProductForm Product { get; } = new();

    /// <summary>E + (a·(D/N)^eta + b·(D/N)^-eta)·C^-eta (Gadre et al. arXiv 2403.08540).</summary>
    public static OverTrainingForm OverTraining { get; } = new();

    /// <summary>Chinchilla's law with effective data for repeated epochs (Muennighoff et al. arXiv 2305.16264).</summary>
    public static RepeatedDataForm RepeatedData { get; } = new();

    /// <summary>K·(x - E_x)^kappa + E_y (Brandfonbrener et al. arXiv 2411.12925).</summary>
    public static LossToLossForm LossToLoss { get; } = new();

    /// <summary>eps - k·exp(-g·x): an error from a loss (Gadre et al. arXiv 2403.08540).</summary>
    public static ErrorFromLossForm ErrorFromLoss { get; } = new();

    /// <summary>The laws of one input, which exist for every input.</summary>
    private static Dictionary<string, Func<LawInput, LawForm>> OneInput { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["m1"] = input => new PowerLawForm(NameFor("m1", input), [new PowerTerm(input, "b", "c")], asymptote: false),
        ["m2"] = input => new PowerLawForm(NameFor("m2", input), [new PowerTerm(input, "b", "c")]),
        ["m3"] = input => new SaturatingForm(input),
        ["m4"] = input => new SigmoidalForm(input),
        ["bnsl-1"] = input => new BrokenPowerLawForm(input, 1),
        ["bnsl-2"] = input => new BrokenPowerLawForm(input, 2),
        ["auroc"] = input => new LogisticMetricForm("auroc", input, 0.5),
        ["share"] = input => new LogisticMetricForm("share", input, 0),
    };

    /// <summary>All laws by name. Laws of one input also exist for the others, such as <c>m3:d</c>; see <see cref="Get"/>.</summary>
    public static IReadOnlyDictionary<string, LawForm> All { get; } = ((LawForm[])
    [
        Chinchilla, General, Kaplan, KaplanWithoutAsymptote, Tied, WithoutAsymptote, Product, OverTraining, RepeatedData, PowerOfN, PowerOfD, PowerOfC,
        LossToLoss, ErrorFromLoss, .. OneInput.Keys.Select(name => OneInput[name](LawInput.N)),
    ]).ToDictionary(form => form.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A law by name; a law of one input takes another than N after a colon, such as <c>bnsl-1:c</c>.</summary>
    /// <exception cref="SpecException">There is none of this name.</exception>
    public static LawForm Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (All.TryGetValue(name, out var form))
        {
            return form;
        }

        var parts = name.Split(':');
        return parts.Length == 2 && OneInput.TryGetValue(parts[0], out var make) && Enum.TryParse<LawInput>(parts[1], ignoreCase: true, out var input)
            ? make(input)
            : throw new SpecException("law", [$"'{name}' is not known; allowed: {string.Join(", ", All.Keys)}; laws of one input ({string.Join(", ", OneInput.Keys)}) also with :d, :c, :u or :x."]);
    }

    /// <summary>The name of a law of one input.</summary>
    internal static string NameFor(string name, LawInput input) => input == LawInput.N ? name : $"{name}:{input.ToString().ToLowerInvariant()}";
}
