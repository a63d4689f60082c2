namespace EcgScaling.Integration.Tests.Documents;

/// <summary>The README's code is compiled code, word for word.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_code_of_the_readme_is_the_sample_that_the_build_compiles()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var sample = File.ReadAllText(Path.Combine(Repository.Root, "samples", "ReadmeStudy", "Program.cs"));
        var fence = readme.IndexOf("```csharp\n", StringComparison.Ordinal);
        Assert.True(fence >= 0, "README.md has no C# block");
        var start = fence + "```csharp\n".Length;
        Assert.Equal(sample.Trim(), readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)].Trim());
    }

    [Theory]
    [InlineData("supervised", "Supervised")]
    [InlineData("regression", "Regression")]
    [InlineData("masked", "Masked")]
    [InlineData("simclr", "SimClr")]
    [InlineData("cmsc", "Cmsc")]
    [InlineData("patient", "SamePatient")]
    [InlineData("vicreg", "VicReg")]
    [InlineData("jepa", "Jepa")]
    public void The_code_of_a_paradigms_page_is_its_sample(string page, string sample)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "training", page + ".md"));
        Assert.Contains(File.ReadAllText(Path.Combine(Repository.Root, "samples", "Paradigms", sample + ".cs")).Trim(), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_link_of_the_documents_leads_to_a_file()
    {
        var documents = Directory.GetFiles(Repository.Root, "*.md").Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories));
        var broken = from document in documents
                     from System.Text.RegularExpressions.Match link in LinkPattern().Matches(File.ReadAllText(document))
                     let target = link.Groups[1].Value.Split('#')[0]
                     where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
                     where !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, target))
                     select $"{Path.GetRelativePath(Repository.Root, document)} -> {target}";
        Assert.Empty(broken);
    }

    private static System.Text.RegularExpressions.Regex LinkPattern() => new(@"\]\(([^)\s]+)\)");
}
