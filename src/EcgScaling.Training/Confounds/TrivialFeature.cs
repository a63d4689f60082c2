namespace EcgScaling.Training.Confounds;

/// <summary>Something about a recording that no heart decides, such as its length.</summary>
/// <param name="Name">Its name, for example <c>length</c>.</param>
/// <param name="Values">One value a record, finite.</param>
/// <param name="IsCategory">Whether equal numbers mean the same thing and their order nothing, as for sites.</param>
public sealed record TrivialFeature(string Name, IReadOnlyList<double> Values, bool IsCategory = false)
{
    private const int MostLevels = 12;

    /// <summary>The columns a probe sees: one for each value where there are few, else the rank and its square, which outliers do not move.</summary>
    internal IReadOnlyList<float[]> Columns()
    {
        var levels = Values.Distinct().Order().ToArray();
        if (IsCategory || levels.Length <= MostLevels)
        {
            return [.. levels.Skip(1).Select(level => Values.Select(value => value == level ? 1f : 0f).ToArray())];
        }

        var places = levels.Select((level, place) => (level, place)).ToDictionary(item => item.level, item => item.place);
        var ranks = Values.Select(value => ((float)places[value] / (levels.Length - 1)) - 0.5f).ToArray();
        return [ranks, [.. ranks.Select(rank => rank * rank)]];
    }
}
