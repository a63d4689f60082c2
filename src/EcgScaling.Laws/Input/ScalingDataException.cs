namespace EcgScaling.Laws.Input;

/// <summary>Data that no law can be fitted to: names the rows and the columns, what is allowed and how to mend it.</summary>
public sealed class ScalingDataException : EcgScalingException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="code">A stable word for the problem, such as <c>not-positive</c>.</param>
    /// <param name="columns">The columns concerned.</param>
    /// <param name="rows">The rows concerned: the line of the file, or the 1-based position of the point.</param>
    /// <param name="found">What was found.</param>
    /// <param name="allowed">What is allowed.</param>
    /// <param name="fix">How to mend it.</param>
    /// <param name="innerException">The cause, where another exception says more.</param>
    public ScalingDataException(string code, IReadOnlyList<string> columns, IReadOnlyList<int> rows, string found, string allowed, string fix, Exception? innerException = null)
        : base(Describe(columns, rows, found, allowed, fix), innerException)
    {
        Code = code;
        Columns = columns;
        Rows = rows;
    }

    /// <summary>A stable word for the problem.</summary>
    public string Code { get; }

    /// <summary>The columns concerned.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows concerned: the line of the file, or the 1-based position of the point; empty when it is all of them.</summary>
    public IReadOnlyList<int> Rows { get; }

    private static string Describe(IReadOnlyList<string> columns, IReadOnlyList<int> rows, string found, string allowed, string fix)
    {
        var place = columns.Count > 0 ? $"column {string.Join(", ", columns)}" : "data";
        if (rows.Count > 0)
        {
            var shown = string.Join(", ", rows.Take(8)) + (rows.Count > 8 ? $" and {rows.Count - 8} more" : string.Empty);
            place += $", row{(rows.Count > 1 ? "s" : string.Empty)} {shown}";
        }

        return $"{place}: found {found}; allowed: {allowed}. {fix}";
    }
}
