using EcgScaling.Figures.Axes;

namespace EcgScaling.Figures;

/// <summary>A sentence about a figure, made from what it was built from, for readers who cannot see it.</summary>
internal static class FigureSentence
{
    public static string Describe(Figure figure)
    {
        string[] series = [.. figure.Layers.Where(layer => layer.Series is not (null or "")).Select(layer => layer.Series!).Distinct(StringComparer.Ordinal)];
        string axes = figure.XAxis.Kind == AxisKind.Category ? $"{Name(figure.YAxis, "values")} by category"
            : figure.YAxis.Kind == AxisKind.Category ? $"{Name(figure.XAxis, "values")} of {string.Join("; ", figure.Categories)}"
            : $"{Name(figure.YAxis, "values")} against {Name(figure.XAxis, "x")}";
        string names = series.Length == 0 ? "" : $" Series: {string.Join(", ", series)}.";
        return $"{axes}.{names}";
    }

    private static string Name(Axis axis, string fallback)
    {
        string name = axis.Label.Length > 0 ? axis.Label : fallback;
        return axis.Kind == AxisKind.Log ? name + " (log scale)" : name;
    }
}
