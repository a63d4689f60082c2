namespace EcgScaling.Data.Labels;

/// <summary>Other labels for any source.</summary>
public static class LabelExtensions
{
    /// <summary>The same exams with chosen labels, in the order given.</summary>
    /// <param name="source">The source; disposed with the result.</param>
    /// <param name="names">Labels of the source, and <see cref="DemographicLabels"/>: <c>age</c> and <c>sex</c> are there for every source.</param>
    /// <exception cref="ArgumentException">The source has no such label, or one is named twice.</exception>
    public static IEcgSource WithLabels(this IEcgSource source, params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(names);
        RequireDifferent(names);
        var columns = names.Select(name => (source.LabelNames.Contains(name), name) switch
        {
            (true, _) => source.LabelIndex(name),
            (_, DemographicLabels.Age) => RelabelledSource.AgeColumn,
            (_, DemographicLabels.Sex) => RelabelledSource.SexColumn,
            _ => throw new ArgumentException(
                $"{source.Name} has no label '{name}'; it has {string.Join(", ", source.LabelNames.Union([DemographicLabels.Age, DemographicLabels.Sex]))}.", nameof(names)),
        }).ToArray();
        return new RelabelledSource(source, [.. names], exam => Array.ConvertAll(columns, column => RelabelledSource.Value(exam, column)), string.Join(',', columns));
    }

    /// <summary>The same exams with the labels of a table after their own, joined on the exam's id; exams that the table lacks have NaN.</summary>
    /// <param name="source">The source; disposed with the result.</param>
    /// <param name="table">The table.</param>
    /// <exception cref="ArgumentException">The source has a label of that name already.</exception>
    public static IEcgSource WithLabels(this IEcgSource source, LabelTable table)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(table);
        string[] names = [.. source.LabelNames, .. table.LabelNames];
        RequireDifferent(names);
        return new RelabelledSource(source, names, exam => [.. exam.Labels, .. table.Of(exam.Id)], table.ContentHash);
    }

    private static void RequireDifferent(IReadOnlyList<string> names)
    {
        if (names.CountBy(name => name).FirstOrDefault(pair => pair.Value > 1).Key is { } twice)
        {
            throw new ArgumentException($"The label '{twice}' would occur twice; names differ.", nameof(names));
        }
    }
}
