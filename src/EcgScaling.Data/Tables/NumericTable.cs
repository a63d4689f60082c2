using EcgScaling.Data.Csv;
using EcgScaling.Data.Npy;

namespace EcgScaling.Data.Tables;

/// <summary>A table of numbers from a file, such as the scores of a model: NumPy's .npy of two dimensions, or CSV with a line of column names.</summary>
public sealed class NumericTable
{
    private NumericTable(string path, IReadOnlyList<string> columns, int rows, int width, float[] values) =>
        (Path, Columns, Rows, Width, Values) = (path, columns, rows, width, values);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The columns' names; empty for .npy, which has none.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Width { get; }

    /// <summary>Shape <c>(row, column)</c>, flattened; NaN where a cell of a CSV file is empty or says nan.</summary>
    public float[] Values { get; }

    /// <summary>Reads a file. A CSV column without a name, as pandas writes its index, is left out.</summary>
    /// <exception cref="EcgDataException">It is missing, or holds something else.</exception>
    public static NumericTable Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) ? ReadArray(path) : ReadCsv(path);
    }

    /// <summary>The columns of some names, in that order: shape <c>(row, name)</c>, flattened.</summary>
    /// <exception cref="EcgDataException">A column does not exist; or there are no names and not as many columns as names.</exception>
    public float[] Select(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (Columns.Count == 0)
        {
            return Width == names.Count
                ? Values
                : throw new EcgDataException(Path, "shape", $"({Rows}, {Width})", $"{names.Count} columns, for {string.Join(", ", names)}", "Columns without names stand for the labels in their order.");
        }

        var places = names.Select(name => Columns.ToList().IndexOf(name) is var place and >= 0
            ? place
            : throw new EcgDataException(Path, "line 1", $"no column '{name}' among {string.Join(", ", Columns)}", $"a column '{name}'", "Name the column in the file's first line.")).ToArray();
        var chosen = new float[Rows * places.Length];
        for (var i = 0; i < chosen.Length; i++)
        {
            chosen[i] = Values[(i / places.Length * Width) + places[i % places.Length]];
        }

        return chosen;
    }

    /// <summary>A column of a CSV file as text, such as patient ids.</summary>
    /// <exception cref="EcgDataException">The file or the column is missing, or a cell is empty.</exception>
    public static IReadOnlyList<string> TextColumn(string path, string column)
    {
        var table = CsvTable.Read(path);
        var place = table.Require(column);
        return
        [
            .. Enumerable.Range(0, table.Count).Select(row => table.Cell(row, place) is { Length: > 0 } text
                ? text
                : throw new EcgDataException(path, $"line {row + 2}, column {column}", "an empty cell", "a text in every line", "Fill or remove the line.")),
        ];
    }

    private static NumericTable ReadArray(string path)
    {
        using var file = NpyFile.Open(path);
        return file.Header.Shape is [var rows, var width] && rows <= int.MaxValue && width <= int.MaxValue
            ? new NumericTable(path, [], (int)rows, (int)width, file.ReadAll())
            : throw new EcgDataException(path, "shape", $"({string.Join(", ", file.Header.Shape)})", "two dimensions, (row, column)", "Save the array with one row a record and one column a label.");
    }

    private static NumericTable ReadCsv(string path)
    {
        var table = CsvTable.Read(path);
        var places = Enumerable.Range(0, table.Header.Count).Where(place => table.Header[place].Length > 0).ToArray();
        var values = new float[table.Count * places.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)table.Number(i / places.Length, places[i % places.Length]);
        }

        return new NumericTable(path, [.. places.Select(place => table.Header[place])], table.Count, places.Length, values);
    }
}
