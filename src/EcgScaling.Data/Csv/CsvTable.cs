namespace EcgScaling.Data.Csv;

/// <summary>A CSV table in memory with columns by name, for tables of up to some ten thousand rows; <see cref="CsvRows"/> reads longer ones.</summary>
internal sealed class CsvTable
{
    private readonly string[] _header;
    private readonly List<string[]> _rows = [];

    private CsvTable(string path, string[] header) => (Path, _header) = (path, header);

    public string Path { get; }

    public IReadOnlyList<string> Header => _header;

    public int Count => _rows.Count;

    public static CsvTable Read(string path)
    {
        using var rows = CsvRows.Open(path);
        var table = new CsvTable(path, rows.Header);
        while (rows.Next())
        {
            table._rows.Add(rows.Row);
        }

        return table;
    }

    public bool Has(string column) => Array.IndexOf(_header, column) >= 0;

    public int Require(string column)
    {
        var place = Array.IndexOf(_header, column);
        return place >= 0
            ? place
            : throw new EcgDataException(Path, "line 1", $"no column '{column}' among {string.Join(", ", _header.Take(40))}", $"a column '{column}'", "Check that this is the table of the data set.");
    }

    /// <summary>A cell, trimmed; empty where the row is short or the column is missing (-1).</summary>
    public string Cell(int row, int column) => CsvRows.Cell(_rows[row], column);

    public string Cell(int row, string column) => Cell(row, Array.IndexOf(_header, column));

    /// <summary>A whole number; also one written as 15709.0.</summary>
    public long Integer(int row, int column) => CsvRows.Integer(Cell(row, column), Path, row + 2, _header, column);

    /// <summary>A number, NaN where the cell is empty or says so.</summary>
    public double Number(int row, int column) => CsvRows.Number(Cell(row, column), Path, row + 2, _header, column);
}
