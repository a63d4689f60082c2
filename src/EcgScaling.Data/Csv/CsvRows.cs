using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace EcgScaling.Data.Csv;

/// <summary>A CSV file row by row with columns by name: tables of any length in the memory of one row.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly StreamReader _reader;
    private readonly CsvParser _parser;
    private string[] _row = [];

    private CsvRows(string path)
    {
        Path = path;
        _reader = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        _parser = new CsvParser(_reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
    }

    public string Path { get; }

    public string[] Header { get; private set; } = [];

    /// <summary>The line the current row ends on, counted from 1.</summary>
    public int Line => _parser.RawRow;

    /// <summary>The current row's cells.</summary>
    public string[] Row => _row;

    /// <exception cref="EcgDataException">There is no such file, or no header in it.</exception>
    public static CsvRows Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new EcgDataException(path, string.Empty, "no such file", "a CSV table", "Check the path.");
        }

        var rows = new CsvRows(path);
        try
        {
            if (!rows.Next())
            {
                throw new EcgDataException(path, "line 1", "an empty file", "a line of column names", "Take the table as it was published.");
            }

            rows.Header = [.. rows._row.Select(name => name.Trim())];
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    /// <exception cref="EcgDataException">The text is not UTF-8 CSV.</exception>
    public bool Next()
    {
        try
        {
            if (!_parser.Read() || _parser.Record is not { } row)
            {
                return false;
            }

            _row = row;
            return true;
        }
        catch (Exception error) when (error is DecoderFallbackException or CsvHelperException)
        {
            throw new EcgDataException(Path, $"near line {_parser.RawRow}", "text that is not UTF-8 CSV", "UTF-8 with comma-separated columns", "Save the table as UTF-8.", error);
        }
    }

    public int Find(string column) => Array.IndexOf(Header, column);

    public int Require(string column)
    {
        var place = Find(column);
        return place >= 0
            ? place
            : throw new EcgDataException(Path, "line 1", $"no column '{column}' among {string.Join(", ", Header.Take(40))}", $"a column '{column}'", "Check that this is the table of the data set.");
    }

    /// <summary>A cell, trimmed; empty where the row is short or the column is missing (-1).</summary>
    public string Cell(int column) => Cell(_row, column);

    /// <summary>A whole number; also one written as 15709.0.</summary>
    public long Integer(int column) => Integer(Cell(column), Path, Line, Header, column);

    /// <summary>A number, NaN where the cell is empty or says so.</summary>
    public double Number(int column) => Number(Cell(column), Path, Line, Header, column);

    public void Dispose()
    {
        _parser.Dispose();
        _reader.Dispose();
    }

    internal static string Cell(string[] row, int column) => column >= 0 && column < row.Length ? row[column].Trim() : string.Empty;

    internal static long Integer(string text, string path, int line, IReadOnlyList<string> header, int column) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 1L << 53 && Math.Floor(value) == value
            ? (long)value
            : throw new EcgDataException(path, $"line {line}, column {header[column]}", $"'{text}'", "a whole number", "Mend or remove the line.");

    internal static double Number(string text, string path, int line, IReadOnlyList<string> header, int column) =>
        text.Length == 0 || text.Equals("nan", StringComparison.OrdinalIgnoreCase) ? double.NaN
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
        : throw new EcgDataException(path, $"line {line}, column {header[column]}", $"'{text}'", "a number or nothing", "Mend or remove the line.");
}
