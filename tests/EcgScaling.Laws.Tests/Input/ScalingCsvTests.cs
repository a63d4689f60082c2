using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Input;

namespace EcgScaling.Laws.Tests.Input;

public sealed class ScalingCsvTests
{
    [Fact]
    public void Usual_names_rows_conditions_and_line_numbers_are_understood()
    {
        var data = Read("N_params;D_tokens;loss_nats;family;keep\n1e5;1e6;0.5;resnet;1\n\n2e5;1e6;0.4;\"vit;b\";1.0\n3e5;1e6;0.3;vit;0\n", new ScalingColumns { Where = [("keep", "1")] });
        Assert.Equal([1e5, 2e5], data.Column(LawInput.N));
        Assert.Equal([0.5, 0.4], data.Losses);
        Assert.Equal("resnet|vit;b", string.Join("|", data.Families!));
        Assert.Equal([2, 4], data.Rows);
        Assert.Equal("N_params", data.NameOf(LawInput.N));
    }

    [Theory]
    [InlineData("N,D,loss\n1,2,x\n", "not-a-number", "loss", 2)]
    [InlineData("N,D,loss\n1,2,3\n1,2,\n", "not-a-number", "loss", 3)]
    [InlineData("N,D,loss\n1,2\n", "row-length", "", 2)]
    [InlineData("N,N,loss\n1,2,3\n", "duplicated-column", "N", 0)]
    [InlineData("N,D,los\n1,2,3\n", "missing-column", "loss", 0)]
    public void Problems_name_the_line_and_the_column(string text, string code, string column, int line)
    {
        var exception = Assert.Throws<ScalingDataException>(() => Read(text));
        Assert.Equal(code, exception.Code);
        Assert.Equal(column.Length > 0 ? [column] : Array.Empty<string>(), exception.Columns);
        Assert.Equal(line > 0 ? [line] : Array.Empty<int>(), exception.Rows);
    }

    [Fact]
    public void Empty_files_missing_files_and_empty_selections_are_refused()
    {
        Assert.Throws<EcgDataException>(() => Read(string.Empty));
        Assert.Throws<EcgDataException>(() => Read("N,D,loss\n"));
        Assert.Contains("no such file", Assert.Throws<EcgDataException>(() => ScalingCsv.Read("nowhere.csv")).Message, StringComparison.Ordinal);
        Assert.Equal("no-rows", Assert.Throws<ScalingDataException>(() => Read("N,D,loss\n1,2,3\n", new ScalingColumns { Where = [("N", "9")] })).Code);
        Assert.Equal("missing-column", Assert.Throws<ScalingDataException>(() => Read("N,D,loss\n1,2,3\n", new ScalingColumns { N = "size" })).Code);
    }

    private static ScalingData Read(string text, ScalingColumns? columns = null) => ScalingCsv.Read(new StringReader(text), columns);
}
