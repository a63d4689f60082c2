using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace EcgScaling.Laws.Input;

/// <summary>The cells of a CSV file with their line numbers.</summary>
internal sealed class CsvTable
{
    private readonly List<string[]> _rows;
    private readonly string _source;

    private CsvTable(string[] header, List<string[]> rows, List<int> lines, string source) => (Header, _rows, Lines, _source) = (header, rows, lines, source);

    public IReadOnlyList<string> Header { get; }

    /// <summary>The line of the file on which each row starts.</summary>
    public IReadOnlyList<int> Lines { get; }

    public static CsvTable Read(TextReader reader, string source)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            DetectDelimiterValues = [",", ";", "\t"],
            TrimOptions = TrimOptions.Trim,
            BadDataFound = null,
            MissingFieldFound = null,
        };
        using var csv = new CsvReader(reader, configuration);
        var (rows, lines) = (new List<string[]>(), new List<int>());
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { Length: > 0 } header)
        {
            throw new EcgDataException(source, "line 1", "an empty file", "a header row and data", "Check that the right file was chosen.");
        }

        var twice = header.Where(name => name.Length > 0).GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key).ToArray();
        if (twice.Length > 0)
        {
            throw new ScalingDataException("duplicated-column", twice, [], $"the same name more than once in the header of {source}", "one column of each name", "Rename or drop the copies.");
        }

        while (csv.Read())
        {
            if (csv.Parser.Record is not { } record || record.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (record.Length != header.Length)
            {
                throw new ScalingDataException("row-length", [], [csv.Parser.RawRow], $"{record.Length} cells in {source}", $"{header.Length} cells, as in the header", "Mend the row; a decimal comma or an unquoted separator is the usual cause.");
            }

            rows.Add(record);
            lines.Add(csv.Parser.RawRow);
        }

        return rows.Count > 0
            ? new CsvTable(header, rows, lines, source)
            : throw new EcgDataException(source, "line 2", "no rows after the header", "at least one row of data", "Check that the file was written completely.");
    }

    /// <summary>The column of a chosen name, or the first of the usual names that exists; null when nothing was chosen and none exists.</summary>
    public string? Find(string? chosen, IReadOnlyList<string> usual)
    {
        if (chosen is null)
        {
            return usual.FirstOrDefault(name => Header.Contains(name));
        }

        return Header.Contains(chosen)
            ? chosen
            : throw new ScalingDataException("missing-column", [chosen], [], $"no such column in {_source}", string.Join(", ", Header), "Choose one of these names; they are compared with upper and lower case.");
    }

    /// <summary>The rows that fulfil all conditions.</summary>
    public int[] Keep(IReadOnlyList<(string Column, string Value)> conditions)
    {
        var kept = Enumerable.Range(0, _rows.Count).ToArray();
        foreach (var (column, value) in conditions)
        {
            var at = IndexOf(Find(column, [])!);
            kept = [.. kept.Where(row => Equal(_rows[row][at], value))];
        }

        return kept.Length > 0
            ? kept
            : throw new ScalingDataException("no-rows", [.. conditions.Select(condition => condition.Column)], [], $"no row of {_source} with {string.Join(" and ", conditions.Select(condition => $"{condition.Column} = {condition.Value}"))}", "at least one row", "Check the condition.");
    }

    /// <summary>A column as numbers; an empty cell is NaN where the column is optional.</summary>
    public double[] Numbers(string column, IReadOnlyList<int> rows, bool optional)
    {
        var at = IndexOf(column);
        var numbers = new double[rows.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            var cell = _rows[rows[i]][at];
            if (optional && string.IsNullOrWhiteSpace(cell))
            {
                numbers[i] = double.NaN;
            }
            else if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
            {
                throw new ScalingDataException("not-a-number", [column], [Lines[rows[i]]], cell.Length == 0 ? $"an empty cell in {_source}" : $"'{cell}' in {_source}", "a number with a decimal point", "Correct the cell or drop the row.");
            }
        }

        return numbers;
    }

    /// <summary>A column as words; an empty cell is null.</summary>
    public string?[] Words(string column, IReadOnlyList<int> rows)
    {
        var at = IndexOf(column);
        return [.. rows.Select(row => string.IsNullOrWhiteSpace(_rows[row][at]) ? null : _rows[row][at])];
    }

    private static bool Equal(string cell, string value) => cell == value
        || (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var a) && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var b) && a == b);

    private int IndexOf(string column)
    {
        for (var i = 0; i < Header.Count; i++)
        {
            if (Header[i] == column)
            {
                return i;
            }
        }

        return -1;
    }
}
