using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using EcgScaling.Figures.Notebooks;

namespace EcgScaling.Figures.Reports;

/// <summary>A table that writes itself as HTML, Markdown and CSV: text on the left, numbers on the right with figures under figures. Immutable.</summary>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed class ReportTable
{
    private readonly ImmutableArray<(string Heading, bool Numeric, int Digits)> _columns;
    private readonly ImmutableArray<ImmutableArray<object?>> _rows;

    private ReportTable(ImmutableArray<(string, bool, int)> columns, ImmutableArray<ImmutableArray<object?>> rows)
    {
        _columns = columns;
        _rows = rows;
    }

    /// <summary>A table without columns or rows.</summary>
    public static ReportTable Empty { get; } = new([], []);

    /// <summary>The number of rows.</summary>
    public int RowCount => _rows.Length;

    /// <summary>Adds a column of text.</summary>
    public ReportTable Text(string heading) => WithColumn((heading, false, 0));

    /// <summary>Adds a column set on the right: numbers, rounded to significant digits, or text such as "0.35 (0.31 to 0.39)".</summary>
    /// <param name="heading">The heading, with units.</param>
    /// <param name="digits">Significant digits shown for floating-point values; CSV keeps all of them.</param>
    public ReportTable Number(string heading, int digits = 4) => WithColumn((heading, true, digits));

    /// <summary>Adds a row: strings, numbers or null (shown as an en dash), one per column.</summary>
    public ReportTable Row(params ReadOnlySpan<object?> cells)
    {
        if (cells.Length != _columns.Length)
        {
            throw new ArgumentException($"A row of {cells.Length} cells was given to a table of {_columns.Length} columns ({string.Join(", ", _columns.Select(column => column.Heading))}).", nameof(cells));
        }

        return new ReportTable(_columns, _rows.Add([.. cells]));
    }

    /// <summary>Adds a row for each item.</summary>
    public ReportTable Rows<T>(IEnumerable<T> items, Func<T, object?[]> cells)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(cells);
        var rows = _rows.ToBuilder();
        foreach (T item in items)
        {
            rows.Add(new ReportTable(_columns, []).Row(cells(item))._rows[0]);
        }

        return new ReportTable(_columns, rows.ToImmutable());
    }

    /// <summary>An HTML table element.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder("<table><thead><tr>");
        foreach ((string heading, bool numeric, _) in _columns)
        {
            html.Append(numeric ? "<th scope=\"col\" class=\"num\">" : "<th scope=\"col\">").Append(Svg.SvgWriter.Escape(heading)).Append("</th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (ImmutableArray<object?> row in _rows)
        {
            html.Append("<tr>");
            for (int i = 0; i < row.Length; i++)
            {
                html.Append(_columns[i].Numeric ? "<td class=\"num\">" : "<td>").Append(Svg.SvgWriter.Escape(Shown(row[i], _columns[i].Digits))).Append("</td>");
            }

            html.Append("</tr>\n");
        }

        return html.Append("</tbody></table>\n").ToString();
    }

    /// <summary>A Markdown table, with pipes escaped.</summary>
    public string ToMarkdown()
    {
        if (_columns.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder();
        text.Append("| ").AppendJoin(" | ", _columns.Select(column => MarkdownCell(column.Heading))).Append(" |\n");
        text.Append("| ").AppendJoin(" | ", _columns.Select(column => column.Numeric ? "---:" : "---")).Append(" |\n");
        foreach (ImmutableArray<object?> row in _rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select((cell, i) => MarkdownCell(Shown(cell, _columns[i].Digits)))).Append(" |\n");
        }

        return text.ToString();
    }

    /// <summary>Comma-separated values after RFC 4180 with <c>\n</c> line ends; floating-point numbers round-trip.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder();
        text.AppendJoin(',', _columns.Select(column => CsvCell(column.Heading))).Append('\n');
        foreach (ImmutableArray<object?> row in _rows)
        {
            text.AppendJoin(',', row.Select(cell => CsvCell(Exact(cell)))).Append('\n');
        }

        return text.ToString();
    }

    private ReportTable WithColumn((string, bool, int) column) =>
        _rows.IsEmpty ? new ReportTable(_columns.Add(column), _rows) : throw new InvalidOperationException("Columns come before rows: add all columns first.");

    private static string Shown(object? cell, int digits) => cell switch
    {
        null => "–",
        double number => NumberText.Significant(number, Math.Max(1, digits)),
        float number => NumberText.Significant(number, Math.Max(1, digits)),
        int or long or uint or ulong when digits > 0 => ((IFormattable)cell).ToString("#,0", CultureInfo.InvariantCulture),
        _ => Exact(cell),
    };

    private static string Exact(object? cell) => cell switch
    {
        null => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private static string MarkdownCell(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static string CsvCell(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
