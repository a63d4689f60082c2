using System.Text;
using EcgScaling.Testing;

namespace EcgScaling.Figures.Tests;

public class GoldenSvgTests
{
    public static TheoryData<string> Names => [.. Gallery.All.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void SvgIsTheApprovedOne(string name)
    {
        string svg = Figure(name).ToSvg();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(SourceFolder);
            File.WriteAllText(Path.Combine(SourceFolder, name + ".svg"), svg, new UTF8Encoding(false));
            return;
        }

        string approved = File.ReadAllText(Golden.PathOf(name + ".svg"));
        Assert.True(approved == svg, $"{name}.svg differs from the approved file; look at it, then run the tests with UPDATE_GOLDEN=1.\n" + FirstDifference(approved, svg));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RenderingTwiceGivesTheSameBytes(string name) => Assert.Equal(Figure(name).ToSvg(), Figure(name).ToSvg());

    internal static IFigure Figure(string name) => Gallery.All.First(entry => entry.Name == name).Figure;

    internal static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EcgScaling.sln")))
            {
                folder = folder.Parent;
            }

            return folder!.FullName;
        }
    }

    private static string SourceFolder => Path.Combine(Root, "tests", "EcgScaling.Figures.Tests", "Golden");

    private static string FirstDifference(string approved, string found)
    {
        string[] a = approved.Split('\n');
        string[] b = found.Split('\n');
        int line = 0;
        while (line < Math.Min(a.Length, b.Length) && a[line] == b[line])
        {
            line++;
        }

        return $"line {line + 1}\napproved: {a.ElementAtOrDefault(line)}\nfound:    {b.ElementAtOrDefault(line)}";
    }
}
