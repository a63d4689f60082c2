using System.Globalization;
using System.Xml.Linq;
using EcgScaling.Figures.Ecg;
using FsCheck;
using FsCheck.Fluent;

namespace EcgScaling.Figures.Tests;

public class FigureTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Theory]
    [MemberData(nameof(GoldenSvgTests.Names), MemberType = typeof(GoldenSvgTests))]
    public void SvgIsWellFormedAndNamed(string name)
    {
        IFigure figure = GoldenSvgTests.Figure(name);
        XElement root = XDocument.Parse(figure.ToSvg()).Root!;
        Assert.Equal(s_svg + "svg", root.Name);
        Assert.Equal("img", root.Attribute("role")!.Value);
        Assert.NotEmpty(root.Attribute("aria-label")!.Value);
        Assert.NotEmpty(root.Element(s_svg + "desc")!.Value);
        Assert.DoesNotContain("NaN", figure.ToSvg(), StringComparison.Ordinal);
        Assert.DoesNotContain("∞", figure.ToSvg(), StringComparison.Ordinal);
        Assert.Empty(root.Descendants().Attributes("id"));
    }

    [Theory]
    [MemberData(nameof(GoldenSvgTests.Names), MemberType = typeof(GoldenSvgTests))]
    public void NoTextLeavesTheFigure(string name)
    {
        XElement root = XDocument.Parse(GoldenSvgTests.Figure(name).ToSvg()).Root!;
        double[] box = [.. root.Attribute("viewBox")!.Value.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
        foreach (XElement text in root.Descendants(s_svg + "text").Where(text => text.Attribute("transform") is null))
        {
            double x = (double)text.Attribute("x")!;
            double y = (double)text.Attribute("y")!;
            double width = Svg.TextMetrics.Width(text.Value, (double)text.Attribute("font-size")!, text.Attribute("font-weight") is not null);
            double left = text.Attribute("text-anchor")?.Value switch { "middle" => x - width / 2, "end" => x - width, _ => x };
            Assert.True(left >= 0 && left + width <= box[2] && y <= box[3] && y > 0, $"'{text.Value}' reaches from {left:0} to {left + width:0} of {box[2]:0}, y {y:0} of {box[3]:0}");
        }
    }

    [Fact]
    public void SeriesLayersShareOneLegendLine()
    {
        string svg = Figure.Create("t").X("x").Y("y").Points("only", [1, 2], [1, 2]).Line("only", [1, 2], [1, 2]).Band("only", [1, 2], [0, 1], [2, 3]).ToSvg();
        Assert.Single(XDocument.Parse(svg).Descendants(s_svg + "text"), text => text.Value == "only");
    }

    [Fact]
    public void ADeclaredOrderKeepsColoursWhenSeriesAreMissing()
    {
        Figure empty = Figure.Create("t").SeriesOrder("ResNet", "Transformer");
        string both = empty.Points("ResNet", [1], [1]).Points("Transformer", [2], [2]).ToSvg();
        string one = empty.Points("Transformer", [2], [2]).ToSvg();
        Assert.Contains("#D55E00", both, StringComparison.Ordinal);
        Assert.Contains("#D55E00", one, StringComparison.Ordinal);
        Assert.DoesNotContain("#0072B2", one, StringComparison.Ordinal);
        Assert.DoesNotContain(">ResNet<", one, StringComparison.Ordinal);
    }

    [Fact]
    public void FiguresAreImmutable()
    {
        double[] y = [1, 2];
        Figure first = Figure.Create("t").Points("a", [1, 2], y);
        string before = first.ToSvg();
        first.Points("b", [3], [4]).LogX("other");
        y[0] = 100;
        Assert.Equal(before, first.ToSvg());
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-3.5)]
    public void ALogAxisNamesSeriesAndPointOfWhatItCannotHold(double bad)
    {
        Figure figure = Figure.Create("t").LogY("Loss").Points("ResNet", [1, 2, 3], [1, 0.5, bad]);
        FigureDataException error = Assert.Throws<FigureDataException>(figure.ToSvg);
        Assert.Equal("ResNet", error.Series);
        Assert.Equal(2, error.Index);
        Assert.Contains("'ResNet', point 2", error.Message, StringComparison.Ordinal);
        Assert.Contains(bad.ToString(CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
        Assert.Throws<FigureDataException>(figure.ToVegaLite);
    }

    [Fact]
    public void InfinitePositionsAreErrorsAndInfiniteBoundsRunOff()
    {
        Assert.Equal(1, Assert.Throws<FigureDataException>(Figure.Create("t").Line("a", [1, double.PositiveInfinity], [1, 2]).ToSvg).Index);
        string svg = Figure.Create("t").Points("a", [1, 2], [1, 2], [double.NegativeInfinity, 1], [3, double.PositiveInfinity]).ToSvg();
        Assert.DoesNotContain("Infinity", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void NanInterruptsALine()
    {
        string svg = Figure.Create("t").Line("a", [1, 2, 3, 4, 5], [1, 3, double.NaN, 2, 5]).ToSvg();
        string path = XDocument.Parse(svg).Descendants(s_svg + "path").Single(element => element.Attribute("stroke")?.Value == "#0072B2" && element.Attribute("stroke-linejoin") is not null).Attribute("d")!.Value;
        Assert.Equal(2, path.Count(c => c == 'M'));
    }

    [Fact]
    public void LengthsMustAgree()
    {
        FigureDataException error = Assert.Throws<FigureDataException>(() => Figure.Create("t").Points("a", [1, 2, 3], [1, 2]));
        Assert.Contains("y has 2 values where x has 3", error.Message, StringComparison.Ordinal);
        Assert.Throws<FigureDataException>(() => Figure.Create("t").Points("a", [1], [1], yLow: [0]));
        Assert.Throws<FigureDataException>(() => Figure.Create("t").Heat("v", [1, 2], [1, 2, 3], new double[2, 2]));
        Assert.Throws<FigureDataException>(() => Figure.Create("t").Heat("v", [2, 1], [1, 2], new double[2, 2]));
    }

    [Fact]
    public void TenThousandPointsOfALineStaySmall()
    {
        double[] x = [.. Enumerable.Range(0, 100_000).Select(i => (double)i)];
        string svg = Figure.Create("t").Line("a", x, x.Select(v => Math.Sin(v) + v / 1e4)).ToSvg();
        Assert.InRange(svg.Length, 1000, 80_000);
    }

    [Fact]
    public void EverySpikeOfALongLineIsDrawn()
    {
        double[] y = new double[50_000];
        y[31_234] = 1000;
        string thin = Figure.Create("t").YRange(-10, 1010).Line("a", Enumerable.Range(0, y.Length).Select(i => (double)i), y).ToSvg();
        string flat = Figure.Create("t").YRange(-10, 1010).Line("a", Enumerable.Range(0, y.Length).Select(i => (double)i), new double[y.Length]).ToSvg();
        Assert.NotEqual(flat, thin);
    }

    [Fact]
    public void TheCurrentCultureChangesNothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            string svg = GoldenSvgTests.Figure("loss-vs-n").ToSvg();
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            comma.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(svg, GoldenSvgTests.Figure("loss-vs-n").ToSvg());
            Assert.DoesNotContain("0,05", GoldenSvgTests.Figure("loss-vs-n").ToVegaLite()!, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void AnyFiniteDataRender() =>
        Prop.ForAll<(double, double)[], bool>((points, log) =>
        {
            (double X, double Y)[] finite = [.. points.Where(p => double.IsFinite(p.Item1) && double.IsFinite(p.Item2) && Math.Abs(p.Item1) < 1e100 && Math.Abs(p.Item2) < 1e100)];
            Figure figure = Figure.Create("any").X("x").Y("y");
            if (log)
            {
                finite = [.. finite.Select(p => (Math.Abs(p.X) + 1e-12, Math.Abs(p.Y) + 1e-12))];
                figure = figure.LogX("x").LogY("y");
            }

            string svg = figure.Points("p", finite.Select(p => p.X), finite.Select(p => p.Y)).Line("l", finite.Select(p => p.X), finite.Select(p => p.Y)).ToSvg();
            XDocument.Parse(svg);
            Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void PaperChecksItsSignal()
    {
        Assert.Throws<FigureDataException>(() => EcgPaper.Create(new float[12, 100], 400, "I", "II"));
        Assert.Throws<FigureDataException>(() => EcgPaper.Create(new float[1, 100], 0, "I"));
        Assert.Throws<FigureDataException>(() => EcgPaper.Create(new float[2, 100], 400, "I", "i"));
        FigureDataException error = Assert.Throws<FigureDataException>(EcgPaper.Create(new float[1, 100], 400, "MLII").ToSvg);
        Assert.Contains("OneRowPerLead", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALongHeadingIsWrappedAndPushesTheTracesDown()
    {
        EcgPaper paper = EcgPaper.Create(SyntheticBeat.Recording(hertz: 400, seconds: 10), 400, SyntheticBeat.Leads);
        XElement[] Words(EcgPaper ecg) => [.. XDocument.Parse(ecg.ToSvg()).Root!.Elements(s_svg + "text")];
        double Top(EcgPaper ecg) => Words(ecg).Where(word => word.Value == "I").Min(word => (double)word.Attribute("y")!);
        string statements = string.Join(", ", Enumerable.Repeat("undefined ischaemia of the anterior wall", 16));

        XElement[] words = Words(paper.Titled("Record 8", statements));
        XElement[] lines = [.. words.Where(word => word.Value.Contains("ischaemia", StringComparison.Ordinal))];

        Assert.True(lines.Length > 2);
        Assert.Equal(statements, string.Join(" ", lines.Select(line => line.Value)));
        Assert.Equal(lines.Length, lines.Select(line => (double)line.Attribute("y")!).Distinct().Count());
        Assert.True(Top(paper.Titled("Record 8", statements)) > lines.Max(line => (double)line.Attribute("y")!) + 3);
        Assert.Equal(Top(paper), Top(paper.Titled("Record 8")), 6);
    }

    [Fact]
    public void ValuesThatAreNotMillivoltsAreNotCalledSo()
    {
        string svg = EcgPaper.Create(new float[1, 4000], 400, "II").Layout(EcgLayout.OneRowPerLead).Unit("SD").Scale(25, 5).ToSvg();

        Assert.Contains("5 mm/SD", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("mV", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void OneMillivoltIsTenMillimetres()
    {
        float[,] signal = new float[1, 4000];
        for (int i = 1000; i < 3000; i++)
        {
            signal[0, i] = 1;
        }

        XElement root = XDocument.Parse(EcgPaper.Create(signal, 400, "II").Layout(EcgLayout.OneRowPerLead).ToSvg()).Root!;
        string trace = root.Elements(s_svg + "path").Last().Attribute("d")!.Value;
        double[] y = [.. trace.Split(['M', 'L', ' '], StringSplitOptions.RemoveEmptyEntries).Where((_, i) => i % 2 == 1).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
        double[] x = [.. trace.Split(['M', 'L', ' '], StringSplitOptions.RemoveEmptyEntries).Where((_, i) => i % 2 == 0).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
        Assert.Equal(10, y.Max() - y.Min(), 2);
        Assert.Equal(250, x.Max() - x.Min(), 0);
        double millimetre = (double)root.Attribute("width")! / double.Parse(root.Attribute("viewBox")!.Value.Split(' ')[2], CultureInfo.InvariantCulture);
        Assert.Equal(96 / 25.4, millimetre, 2);
    }
}
