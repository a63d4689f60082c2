using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace EcgScaling.Data;

/// <summary>A CSV table in memory with columns by name, for tables of up to some ten thousand rows.</summary>
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
        if (!File.Exists(path))
        {
            throw new EcgDataException(path, string.Empty, "no such file", "a CSV table", "Check the path.");
        }

        using var reader = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
        try
        {
            if (!parser.Read() || parser.Record is not { } header)
            {
                throw new EcgDataException(path, "line 1", "an empty file", "a line of column names", "Take the table as it was published.");
            }

            var table = new CsvTable(path, [.. header.Select(name => name.Trim())]);
            while (parser.Read())
            {
                table._rows.Add(parser.Record!);
            }

            return table;
        }
        catch (Exception error) when (error is DecoderFallbackException or CsvHelperException)
        {
            throw new EcgDataException(path, $"near line {parser.RawRow}", "text that is not UTF-8 CSV", "UTF-8 with comma-separated columns", "Save the table as UTF-8.", error);
        }
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
    public string Cell(int row, int column) => column >= 0 && column < _rows[row].Length ? _rows[row][column].Trim() : string.Empty;

    public string Cell(int row, string column) => Cell(row, Array.IndexOf(_header, column));

    /// <summary>A whole number; also one written as 15709.0.</summary>
    public long Integer(int row, int column)
    {
        var text = Cell(row, column);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 1L << 53 && Math.Floor(value) == value
            ? (long)value
            : throw new EcgDataException(Path, $"line {row + 2}, column {_header[column]}", $"'{text}'", "a whole number", "Mend or remove the line.");
    }

    /// <summary>A number, NaN where the cell is empty or says so.</summary>
    public double Number(int row, int column)
    {
        var text = Cell(row, column);
        return text.Length == 0 || text.Equals("nan", StringComparison.OrdinalIgnoreCase) ? double.NaN
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
            : throw new EcgDataException(Path, $"line {row + 2}, column {_header[column]}", $"'{text}'", "a number or nothing", "Mend or remove the line.");
    }
}
