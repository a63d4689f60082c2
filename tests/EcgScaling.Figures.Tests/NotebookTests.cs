using EcgScaling.Figures.Ecg;
using EcgScaling.Figures.Reports;

namespace EcgScaling.Figures.Tests;

public class NotebookTests
{
    public static TheoryData<Type> Shown => [typeof(Figure), typeof(FigureGrid), typeof(EcgPaper), typeof(ReportTable), typeof(HtmlReport)];

    // Everything by name, as a kernel that knows nothing of this library does it.
    private static Dictionary<string, string> Formatted(object value)
    {
        object attribute = value.GetType().GetCustomAttributes(true).Single(candidate => candidate.GetType().Name == "TypeFormatterSourceAttribute");
        var sourceType = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        object source = Activator.CreateInstance(sourceType)!;
        var formatters = (IEnumerable<object>)sourceType.GetMethod("CreateTypeFormatters")!.Invoke(source, null)!;
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (object formatter in formatters)
        {
            using var writer = new StringWriter();
            var mime = (string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!;
            if ((bool)formatter.GetType().GetMethod("Format")!.Invoke(formatter, [value, writer])!)
            {
                written[mime] = writer.ToString();
            }
        }

        return written;
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public void TypesNameTheirFormatters(Type type) =>
        Assert.Contains(type.GetCustomAttributes(true), attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute");

    [Fact]
    public void FiguresAreShownAsSvgAndVegaLite()
    {
        Figure figure = Figure.Create("t").Points("a", [1, 2], [3, 4]);
        Dictionary<string, string> written = Formatted(figure);
        Assert.Equal(figure.ToSvg(), written["text/html"]);
        Assert.Equal(figure.ToVegaLite(), written["application/vnd.vegalite.v5+json"]);
        Assert.DoesNotContain("text/markdown", written.Keys);
    }

    [Fact]
    public void TablesAndReportsAreShownAsHtml()
    {
        Assert.StartsWith("<table>", Formatted(ReportTable.Empty.Text("a").Row("b"))["text/html"], StringComparison.Ordinal);
        string html = Formatted(HtmlReport.Create("A \"report\""))["text/html"];
        Assert.StartsWith("<iframe title=\"A &quot;report&quot;\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", html, StringComparison.Ordinal);
    }
}
