namespace EcgScaling.Data.Synthetic;

/// <summary>Draws whether a condition occurs: the site's prevalence, shifted in log odds by age.</summary>
internal readonly ref struct Risk(SyntheticSite site, double age, RandomStream random)
{
    /// <summary>Whether the condition occurs; <paramref name="slope"/> is the change of log odds in ten years.</summary>
    public bool Strikes(Condition condition, double slope)
    {
        var label = SyntheticLabels.All[System.Numerics.BitOperations.TrailingZeroCount((int)condition)];
        var rate = Math.Clamp(site.Prevalence[label], 1e-9, 1 - 1e-9);
        var odds = Math.Log(rate / (1 - rate)) + (slope * (age - site.MeanAge) / 10);
        return random.NextBoolean(1 / (1 + Math.Exp(-odds)));
    }
}
