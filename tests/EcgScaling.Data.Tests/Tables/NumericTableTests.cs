using System.Text;
using EcgScaling.Data.Tables;

namespace EcgScaling.Data.Tests.Tables;

public sealed class NumericTableTests
{
    [Fact]
    public void A_csv_table_has_its_columns_by_name_without_the_index()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, "a.csv", ",AF,\"RBBB\"\n0,0.5,1\n1,,0\n");
        var table = NumericTable.Read(path);
        Assert.Equal(["AF", "RBBB"], table.Columns);
        Assert.Equal([0.5f, 1, float.NaN, 0], table.Values);
        Assert.Equal([1f, 0], table.Select(["RBBB"]));
        Assert.Contains("no column 'ST' among AF, RBBB", Assert.Throws<EcgDataException>(() => table.Select(["ST"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_of_two_dimensions_is_taken_in_the_order_of_the_names()
    {
        using var folder = new TemporaryFolder();
        var path = Array(folder, "b.npy", "(2, 2)", 4);
        Assert.Equal([0f, 1, 2, 3], NumericTable.Read(path).Select(["x", "y"]));
        Assert.Contains("(2, 2)", Assert.Throws<EcgDataException>(() => NumericTable.Read(path).Select(["x"])).Message, StringComparison.Ordinal);
        Assert.Contains("two dimensions", Assert.Throws<EcgDataException>(() => NumericTable.Read(Array(folder, "c.npy", "(4,)", 4))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AF\nyes\n", "line 2, column AF")]
    [InlineData("", "empty file")]
    public void Cells_that_are_not_numbers_are_named(string text, string part)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(part, Assert.Throws<EcgDataException>(() => NumericTable.Read(Write(folder, "d.csv", text))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_text_are_whole()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(["p1", "p 2"], NumericTable.TextColumn(Write(folder, "e.csv", "id,patient\n1,p1\n2,p 2\n"), "patient"));
        Assert.Contains("line 3", Assert.Throws<EcgDataException>(() => NumericTable.TextColumn(Write(folder, "f.csv", "patient,x\np,1\n,2\n"), "patient")).Message, StringComparison.Ordinal);
    }

    private static string Write(TemporaryFolder folder, string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A version 1 file of the floats 0, 1, 2, ...</summary>
    private static string Array(TemporaryFolder folder, string name, string shape, int count)
    {
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n";
        var path = Path.Combine(folder.Path, name);
        File.WriteAllBytes(path, [0x93, .. Encoding.ASCII.GetBytes("NUMPY"), 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. Enumerable.Range(0, count).SelectMany(value => BitConverter.GetBytes((float)value))]);
        return path;
    }
}
