using System.Text;
using System.Text.Unicode;

namespace EcgScaling.Data.Csv;

/// <summary>
/// A CSV file row by row as UTF-8 bytes, for tables of millions of rows: cells are spans of what was read, and no text is made of them.
/// Commas divide, quotes may enclose cells with commas, lines or doubled quotes in them, and empty lines are skipped, as in <see cref="CsvRows"/>.
/// </summary>
internal sealed class Utf8Rows : IDisposable
{
    private const int LongestRow = 16 << 20;
    private readonly FileStream _file;
    private readonly List<(int Start, int Length)> _cells = [];
    private byte[] _buffer = new byte[1 << 18];
    private byte[] _unquoted = [];
    private byte[] _cellsIn = [];
    private int _start;
    private int _end;
    private bool _atEnd;
    private bool _skipLineFeed;
    private int _lines;

    public Utf8Rows(string path)
    {
        Path = path;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        Length = _file.CanSeek ? _file.Length : 0;
        Fill();
        _start = _buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    public string Path { get; }

    /// <summary>The file's bytes, 0 where they cannot be told.</summary>
    public long Length { get; }

    /// <summary>The line the current row ends on, counted from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The bytes of the current row.</summary>
    public int Bytes { get; private set; }

    /// <summary>How many cells the current row has.</summary>
    public int Count => _cells.Count;

    /// <summary>Goes to the next row; false at the end.</summary>
    /// <exception cref="EcgDataException">The text is not UTF-8, or a row has no end.</exception>
    public bool Next()
    {
        while (true)
        {
            if (_skipLineFeed && (_start < _end || Fill()))
            {
                _start += _buffer[_start] == (byte)'\n' ? 1 : 0;
                _skipLineFeed = false;
            }

            if (_start == _end && !Fill())
            {
                _cells.Clear();
                return false;
            }

            if (TakeRow())
            {
                return true;
            }
        }
    }

    /// <summary>A cell without the white space around it, until the next row; empty where the row is short or the column is missing (-1).</summary>
    public ReadOnlySpan<byte> Cell(int column)
    {
        if ((uint)column >= (uint)_cells.Count)
        {
            return default;
        }

        var (start, length) = _cells[column];
        var cell = _cellsIn.AsSpan(start, length);
        // Hardly a cell has any, and looking for it byte by byte costs more than reading the cell.
        return length == 0 || (cell[0] > ' ' && cell[^1] > ' ') ? cell : cell.Trim(" \t\r\n\v\f"u8);
    }

    /// <summary>A cell as text.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(Cell(column));

    public void Dispose() => _file.Dispose();

    // False for an empty line.
    private bool TakeRow()
    {
        var length = RowLength(out var quoted, out var lines);
        var row = _buffer.AsSpan(_start, length);
        _lines += lines + 1;
        Line = _lines;
        if (!Utf8.IsValid(row))
        {
            throw new EcgDataException(Path, $"near line {Line}", "text that is not UTF-8 CSV", "UTF-8 with comma-separated columns", "Save the table as UTF-8.");
        }

        var first = _start;
        Bytes = length + 1;
        _start += length;
        if (_start < _end)
        {
            _skipLineFeed = _buffer[_start] == (byte)'\r';
            _start++;
        }

        if (length == 0)
        {
            return false;
        }

        _cells.Clear();
        if (quoted)
        {
            SplitQuoted(_buffer.AsSpan(first, length));
        }
        else
        {
            Split(first, length);
        }

        return true;
    }

    // Up to the end of the line that is not in quotes, with more read where the buffer ends before.
    private int RowLength(out bool quoted, out int lines)
    {
        var (at, inside, cellStart) = (0, false, true);
        (quoted, lines) = (false, 0);
        while (true)
        {
            var rest = _buffer.AsSpan(_start + at, _end - _start - at);
            var found = inside ? rest.IndexOfAny((byte)'"', (byte)'\n') : rest.IndexOfAny((byte)'\r', (byte)'\n', (byte)'"');
            if (found < 0)
            {
                cellStart = rest.IsEmpty ? cellStart : rest[^1] == (byte)',';
                at += rest.Length;
                if (!Fill())
                {
                    return at;
                }

                continue;
            }

            var place = _start + at + found;
            var opens = found > 0 ? _buffer[place - 1] == (byte)',' : cellStart;
            at += found + 1;
            cellStart = false;
            switch ((_buffer[place], inside))
            {
                case ((byte)'"', true):
                    // A doubled quote closes and opens again.
                    inside = false;
                    cellStart = true;
                    break;
                case ((byte)'"', false):
                    inside = opens;
                    quoted |= opens;
                    break;
                case (_, true):
                    lines++;
                    break;
                default:
                    return at - 1;
            }
        }
    }

    private void Split(int first, int length)
    {
        _cellsIn = _buffer;
        var row = _buffer.AsSpan(first, length);
        var start = 0;
        for (var at = 0; at < row.Length; at++)
        {
            if (row[at] == (byte)',')
            {
                _cells.Add((first + start, at - start));
                start = at + 1;
            }
        }

        _cells.Add((first + start, length - start));
    }

    private void SplitQuoted(ReadOnlySpan<byte> row)
    {
        if (_unquoted.Length < row.Length)
        {
            _unquoted = new byte[row.Length];
        }

        _cellsIn = _unquoted;
        var (at, to) = (0, 0);
        while (true)
        {
            var start = to;
            var inside = at < row.Length && row[at] == (byte)'"';
            at += inside ? 1 : 0;
            for (; at < row.Length && (inside || row[at] != (byte)','); at++)
            {
                if (inside && row[at] == (byte)'"')
                {
                    inside = at + 1 < row.Length && row[at + 1] == (byte)'"';
                    if (!inside)
                    {
                        continue;
                    }

                    at++;
                }

                _unquoted[to++] = row[at];
            }

            _cells.Add((start, to - start));
            if (at >= row.Length)
            {
                return;
            }

            at++;
        }
    }

    // Reads more behind what is left of the buffer; false at the end of the file.
    private bool Fill()
    {
        if (_atEnd)
        {
            return false;
        }

        var left = _end - _start;
        if (left > LongestRow)
        {
            throw new EcgDataException(Path, $"after line {_lines}", $"a row of more than {LongestRow >> 20} MiB", "rows of at most that", "Look for a quotation mark that is never closed.");
        }

        var room = left > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(_start, left).CopyTo(room);
        (_buffer, _start, _end) = (room, 0, left);
        var read = _file.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _atEnd = read == 0;
        return read > 0;
    }
}
