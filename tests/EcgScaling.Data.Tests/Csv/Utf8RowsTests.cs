using System.Text;
using EcgScaling.Data.Csv;

namespace EcgScaling.Data.Tests.Csv;

/// <summary>The reader of long tables gives the cells that were written, whatever the quotes, line ends and lengths, and the same as the reader of short ones.</summary>
public sealed class Utf8RowsTests : IDisposable
{
    private static readonly string[] Texts = ["", "1", "-15709.0", "True", "a,b", "say \"no\"", "\"", "two\nlines", "Ação", "exams_part17.hdf5", new('x', 300)];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CellsOfAnyFormAreReadBack()
    {
        for (var trial = 0; trial < 200; trial++)
        {
            var random = new RandomStream(1, "csv", trial);
            var rows = Enumerable.Range(0, 1 + random.NextInt32(40)).Select(_ => Enumerable.Range(0, 2 + random.NextInt32(5)).Select(_ => Texts[random.NextInt32(Texts.Length)]).ToArray()).ToList();
            var (end, text) = (random.NextBoolean(0.5) ? "\n" : "\r\n", new StringBuilder(random.NextBoolean(0.2) ? "\uFEFF" : string.Empty));
            foreach (var row in rows)
            {
                text.AppendJoin(',', row.Select(cell => cell.AsSpan().ContainsAny(",\"\n") || random.NextBoolean(0.1) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell)).Append(end);
                text.Append(random.NextBoolean(0.1) ? end : string.Empty);
            }

            var path = Write(text.ToString()[..^(random.NextBoolean(0.3) ? end.Length : 0)]);

            Assert.Equal(rows, Read(path).Select(row => row.Cells));
            Assert.Equal(Read(path), ReadShort(path), (one, other) => one.Line == other.Line && one.Cells.SequenceEqual(other.Cells));
        }
    }

    [Fact]
    public void RowsLongerThanTheBufferAndFilesOfManyBuffersAreWhole()
    {
        var longest = new string('y', 700_000);
        var text = new StringBuilder("id,name\n");
        for (var row = 0; row < 60_000; row++)
        {
            text.Append(row).Append(row == 30_000 ? $",\"{longest}\n\"\n" : ",\"quoted, \"\"twice\"\"\"\r\n");
        }

        var rows = Read(Write(text.ToString()));

        Assert.Equal(60_001, rows.Count);
        Assert.Equal(longest, rows[30_001].Cells[1]);
        Assert.All(rows.Skip(1).Where((_, row) => row != 30_000), row => Assert.Equal("quoted, \"twice\"", row.Cells[1]));
        Assert.Equal("59999", rows[^1].Cells[0]);
        Assert.Equal(60_002, rows[^1].Line);
    }

    [Fact]
    public void ARowThatNeverEndsIsRefusedBeforeItFillsTheMemory()
    {
        var error = Assert.Throws<EcgDataException>(() => Read(Write("id,name\n1,\"" + new string('z', 40 << 20))));

        Assert.Equal(("after line 1", "a row of more than 16 MiB"), (error.Place, error.Found));
    }

    [Fact]
    public void TextThatIsNotUtf8IsRefusedWithItsLine()
    {
        var path = _folder.File("latin.csv");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes("id,name\n1,Jo\n2,José\n"));

        Assert.Equal("near line 3", Assert.Throws<EcgDataException>(() => Read(path)).Place);
    }

    private string Write(string text)
    {
        var path = _folder.File("table.csv");
        File.WriteAllText(path, text);
        return path;
    }

    private static List<(int Line, string[] Cells)> Read(string path)
    {
        using var rows = new Utf8Rows(path);
        var read = new List<(int, string[])>();
        while (rows.Next())
        {
            read.Add((rows.Line, [.. Enumerable.Range(0, rows.Count).Select(rows.Text)]));
        }

        return read;
    }

    private static List<(int Line, string[] Cells)> ReadShort(string path)
    {
        using var rows = CsvRows.Open(path);
        var read = new List<(int, string[])> { (rows.Line, [.. rows.Row.Select(cell => cell.Trim())]) };
        while (rows.Next())
        {
            read.Add((rows.Line, [.. rows.Row.Select(cell => cell.Trim())]));
        }

        return read;
    }
}
