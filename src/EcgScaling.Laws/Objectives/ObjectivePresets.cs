namespace EcgScaling.Laws.Objectives;

/// <summary>Objectives of published studies, so that their numbers reproduce.</summary>
public static class ObjectivePresets
{
    /// <summary>Hoffmann et al. (arXiv 2203.15556) and Besiroglu et al. (arXiv 2404.10102): the sum of Huber(1e-3) on log residuals.</summary>
    public static FitObjective Hoffmann { get; } = FitObjective.Huber(1e-3);

    /// <summary>The headline numbers of Besiroglu et al.: a Huber likelihood whose free scale collapses, which is least absolute deviation.</summary>
    public static FitObjective EpochHeadline { get; } = FitObjective.LeastAbsolute;

    /// <summary>Brandfonbrener et al. (arXiv 2411.12925): the mean of Huber(1e-3) on log residuals.</summary>
    public static FitObjective Kempner { get; } = FitObjective.Huber(1e-3) with { Mean = true };

    /// <summary>Gadre et al. (arXiv 2403.08540): least squares on the loss.</summary>
    public static FitObjective Gadre { get; } = FitObjective.LeastSquares;

    /// <summary>McLeish et al., Gemstones (arXiv 2502.06857): the sum of Huber(1e-4) on log residuals.</summary>
    public static FitObjective Gemstones { get; } = FitObjective.Huber(1e-4);

    /// <summary>Absolute log residuals with weight 10 on predictions that are too high: fits the lower envelope of unevenly tuned runs.</summary>
    public static FitObjective LowerEnvelope { get; } = FitObjective.Asymmetric(10);

    /// <summary>All presets by name.</summary>
    public static IReadOnlyDictionary<string, FitObjective> All { get; } = new Dictionary<string, FitObjective>(StringComparer.OrdinalIgnoreCase)
    {
        ["hoffmann"] = Hoffmann,
        ["epoch"] = Hoffmann,
        ["epoch-headline"] = EpochHeadline,
        ["kempner"] = Kempner,
        ["gadre"] = Gadre,
        ["gemstones"] = Gemstones,
        ["lower-envelope"] = LowerEnvelope,
    };
}
