using System.Text;

namespace EcgScaling.Figures.Tests;

/// <summary>The pictures in docs/figures.md are those of the gallery, byte for byte; UPDATE_GOLDEN=1 writes them anew.</summary>
public class DocumentationTests
{
    private static readonly string[] s_pictures = ["loss-vs-n", "isoflop", "loss-to-loss", "intervals", "reducible"];

    public static TheoryData<string> Pictures => [.. s_pictures];

    [Theory]
    [MemberData(nameof(Pictures))]
    public void PicturesAreCurrent(string name)
    {
        string path = Path.Combine(GoldenSvgTests.Root, "docs", "figures", name + ".svg");
        string svg = GoldenSvgTests.Figure(name).ToSvg();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, svg, new UTF8Encoding(false));
        }

        Assert.True(File.ReadAllText(path) == svg, $"docs/figures/{name}.svg is out of date; run the tests with UPDATE_GOLDEN=1.");
    }

    [Fact]
    public void ThePageShowsEveryPicture()
    {
        string page = File.ReadAllText(Path.Combine(GoldenSvgTests.Root, "docs", "figures.md"));
        Assert.All(s_pictures, name => Assert.Contains($"(figures/{name}.svg)", page, StringComparison.Ordinal));
    }

    // The code of the page, compiled.
    [Fact]
    public void TheExampleOfThePageRuns()
    {
        double[] n = [2e4, 2e5, 2e6, 2e7];
        double[] loss = [0.142, 0.095, 0.072, 0.060];
        double[] low = [0.139, 0.093, 0.070, 0.058];
        double[] high = [0.145, 0.097, 0.074, 0.062];

        Figure figure = Figure.Create("Validation loss against parameters")
            .Subtitle("CODE, three seeds")
            .LogX("Parameters N").LogY("Validation loss (nats per label)")
            .Points("ResNet1D", n, loss, low, high)
            .Curve("ResNet1D", size => 0.045 + 1.9 * Math.Pow(size, -0.30), 1e4, 1e8)
            .HorizontalLine(0.045, "E", "ResNet1D");
        Assert.StartsWith("<svg", figure.ToSvg(), StringComparison.Ordinal);
        Assert.Contains(".Curve(\"ResNet1D\", size => 0.045 + 1.9 * Math.Pow(size, -0.30), 1e4, 1e8)", File.ReadAllText(Path.Combine(GoldenSvgTests.Root, "docs", "figures.md")), StringComparison.Ordinal);
    }
}
