namespace EcgScaling.Laws.Forms;

/// <summary>
/// The input columns as a law's inner loop reads them: values and natural logarithms, padded to a multiple of four by repeating the last
/// row (padding has weight zero), so that four-lane vector loops need no remainder.
/// </summary>
public sealed class LawColumns
{
    private readonly double[][] _values;
    private readonly double[][] _logs;

    /// <summary>Makes the padded columns.</summary>
    /// <param name="columns">One column for each input of the law, all of the same length, at least one row.</param>
    public LawColumns(IReadOnlyList<double[]> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        RowCount = columns[0].Length;
        Count = (RowCount + 3) & ~3;
        _values = new double[columns.Count][];
        _logs = new double[columns.Count][];
        for (var input = 0; input < columns.Count; input++)
        {
            _values[input] = Pad(columns[input], Count);
            _logs[input] = [.. _values[input].Select(value => Math.Log(value))];
        }
    }

    /// <summary>The padded length; a multiple of four.</summary>
    public int Count { get; }

    /// <summary>How many rows are real.</summary>
    public int RowCount { get; }

    /// <summary>How many inputs there are.</summary>
    public int InputCount => _values.Length;

    /// <summary>The values of an input, padded.</summary>
    public ReadOnlySpan<double> Values(int input) => _values[input];

    /// <summary>The natural logarithms of an input, padded; NaN or negative infinity where the value is not above zero.</summary>
    public ReadOnlySpan<double> Logs(int input) => _logs[input];

    /// <summary>A column padded to a length by repeating its last value.</summary>
    internal static double[] Pad(ReadOnlySpan<double> column, int count)
    {
        var padded = new double[count];
        column.CopyTo(padded);
        padded.AsSpan(column.Length).Fill(column[^1]);
        return padded;
    }
}
